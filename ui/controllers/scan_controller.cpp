// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/scan_controller.h"

#include "ui/controllers/deliver.h"

#include <utility>

namespace bulkhead {

ScanController::ScanController(JobRunner &runner, std::shared_ptr<FileSystem> fileSystem, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
    , m_fileSystem(std::move(fileSystem))
{
}

ScanController::~ScanController()
{
    m_stop.request_stop();
}

std::int64_t ScanController::found() const
{
    return m_found ? m_found->load(std::memory_order_relaxed) : 0;
}

void ScanController::addPaths(std::vector<Bytes> absolutePaths)
{
    m_addedPaths.insert(m_addedPaths.end(), std::make_move_iterator(absolutePaths.begin()), std::make_move_iterator(absolutePaths.end()));
    start();
}

void ScanController::addUriList(const QByteArray &uris)
{
    m_addedUris.push_back(uris);
    start();
}

void ScanController::setOptions(const ScanOptions &options)
{
    if (m_options == options)
        return;
    m_options = options;
    rescan();
}

void ScanController::rescan()
{
    if (m_list.table || m_scanning)
        start();
}

void ScanController::rescanAfresh()
{
    m_runMarks = ScanRequest::RunMarks::Forget;
    rescan();
}

void ScanController::stop()
{
    if (!m_scanning)
        return;
    m_stop.request_stop();
    ++m_generation;
    m_addedPaths.clear();
    m_addedUris.clear();
    setScanning(false);
}

void ScanController::clear()
{
    stop();
    m_ran.clear();
    m_edits.clear();
    m_list = {};
    Q_EMIT listChanged();
}

void ScanController::follow(RanBatch ran)
{
    if (!m_list.table && !m_scanning)
        return;
    m_ran.push_back(std::move(ran));
    start();
}

void ScanController::start()
{
    m_stop.request_stop();
    m_stop = {};
    m_found = std::make_shared<std::atomic<std::int64_t>>(0);
    const std::uint64_t generation = ++m_generation;
    if (m_editing)
        return setScanning(true); // begins when the list is edited
    ScanRequest request{m_list, m_addedPaths, m_addedUris, m_options, m_ran, m_runMarks};
    auto future = m_runner.compute([fileSystem = m_fileSystem, request = std::move(request), stop = m_stop.get_token(), found = m_found] {
        return readList(*fileSystem, request, stop, found.get());
    });
    setScanning(true);
    const auto receiveAnswer = [this, generation](ScanAnswer answer) { receive(generation, std::move(answer)); };
    deliver(future, this, receiveAnswer, [this, generation](const Error &error) {
        if (generation != m_generation)
            return;
        stop();
        Q_EMIT failed(error);
    });
}

void ScanController::receive(std::uint64_t generation, ScanAnswer answer)
{
    if (generation != m_generation || answer.cancelled)
        return;
    const bool more = !m_addedPaths.empty() || !m_addedUris.empty();
    m_addedPaths.clear();
    m_addedUris.clear();
    m_ran.clear();
    m_runMarks = ScanRequest::RunMarks::Keep;
    m_ranRows = answer.ran;
    m_list = std::move(answer.list);
    Q_EMIT listChanged();
    setScanning(false);
    if (more)
        Q_EMIT added();
    if (answer.refused > 0)
        Q_EMIT refused(answer.refused);
}

void ScanController::setScanning(bool scanning)
{
    if (m_scanning == scanning)
        return;
    m_scanning = scanning;
    Q_EMIT scanningChanged();
}

void ScanController::edit(ListEdit edit)
{
    if (!m_list.table || edit.rows.table != m_list.table)
        return;
    m_edits.push_back(std::move(edit));
    if (m_editing)
        return;
    m_editing = true;
    if (m_scanning) {
        m_stop.request_stop();
        ++m_generation; // what it reads would come without the edit
    }
    makeEdits();
    Q_EMIT editingChanged();
}

void ScanController::makeEdits()
{
    auto future
        = m_runner.compute([list = m_list, edits = std::exchange(m_edits, {})]() mutable { return editedList(std::move(list), edits); });
    const auto receiveList = [this](const FileList &list) { receiveEdited(list); };
    deliver(future, this, receiveList, [this](const Error &error) {
        receiveEdited(m_list);
        Q_EMIT failed(error);
    });
}

void ScanController::receiveEdited(const FileList &list)
{
    if (list.table == m_list.table) { // else it was cleared meanwhile
        m_list.removed = list.removed;
        m_list.marks = list.marks;
        m_list.names = list.names;
        m_list.order = list.order;
    }
    if (!m_edits.empty())
        return makeEdits();
    m_editing = false;
    Q_EMIT listChanged();
    Q_EMIT editingChanged();
    if (m_scanning)
        start();
}

} // namespace bulkhead
