// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/scan_controller.h"

#include "ui/controllers/deliver.h"
#include "ui/models/shared_value.h"

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
    ScanRequest request{m_list, m_addedPaths, m_addedUris, m_options, m_ran, m_runMarks};
    auto future = m_runner.compute([fileSystem = m_fileSystem, request = std::move(request), stop = m_stop.get_token(), found = m_found] {
        return readList(*fileSystem, request, stop, found.get());
    });
    setScanning(true);
    deliver(future, this, [this, generation](ScanAnswer answer) { receive(generation, std::move(answer)); });
}

void ScanController::receive(std::uint64_t generation, ScanAnswer answer)
{
    if (generation != m_generation)
        return;
    setScanning(false);
    if (answer.cancelled)
        return;
    const bool more = !m_addedPaths.empty() || !m_addedUris.empty();
    m_addedPaths.clear();
    m_addedUris.clear();
    m_ran.clear();
    m_runMarks = ScanRequest::RunMarks::Keep;
    m_list = std::move(answer.list);
    Q_EMIT listChanged();
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

void ScanController::removeRows(std::shared_ptr<const RowView> view, std::vector<ViewRange> ranges)
{
    if (!m_list.table || !view || ranges.empty())
        return;
    auto future = m_runner.compute(
        [list = m_list, view = std::move(view), ranges = std::move(ranges)] { return bulkhead::removeRows(list, *view, ranges); });
    deliver(future, this, [this, table = m_list.table](std::shared_ptr<const std::vector<std::uint8_t>> removed) {
        if (table != m_list.table) // the list was read again meanwhile: these rows are others now
            return;
        m_list.removed = std::move(removed);
        Q_EMIT listChanged();
    });
}

void ScanController::leaveOutRows(std::shared_ptr<const RowView> view, std::vector<ViewRange> ranges, LeaveOut leaveOut)
{
    if (!m_list.table || !view || ranges.empty())
        return;
    auto future = m_runner.compute([list = m_list, view = std::move(view), ranges = std::move(ranges), leaveOut] {
        return bulkhead::leaveOutRows(list, *view, ranges, leaveOut);
    });
    deliver(future, this, [this, table = m_list.table](std::shared_ptr<const std::vector<std::uint8_t>> marks) {
        if (table != m_list.table)
            return;
        m_list.marks = std::move(marks);
        Q_EMIT listChanged();
    });
}

void ScanController::setHandMadeName(RowId row, const Bytes &name)
{
    auto names = m_list.names ? *m_list.names : std::unordered_map<RowId, Bytes>();
    if (name.empty())
        names.erase(row);
    else
        names.insert_or_assign(row, name);
    m_list.names = names.empty() ? nullptr : sharedValue(std::move(names));
    Q_EMIT listChanged();
}

void ScanController::clearHandMadeNames(const std::vector<RowId> &rows)
{
    if (!m_list.names)
        return;
    auto names = *m_list.names;
    for (const RowId row : rows)
        names.erase(row);
    m_list.names = names.empty() ? nullptr : sharedValue(std::move(names));
    Q_EMIT listChanged();
}

} // namespace bulkhead
