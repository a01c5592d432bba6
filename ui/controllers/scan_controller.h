// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job_runner.h"
#include "ui/controllers/list_work.h"

#include <QObject>

namespace bulkhead {

/// Owns the list: what was dropped, read again whenever that or the options change. One scan at a time; a newer request
/// stops the older one and takes over what it was about. Edits are made one after the other, each on what the one before
/// left; a scan that one comes into begins anew with it. GUI thread only. The runner must outlive it.
class ScanController : public QObject
{
    Q_OBJECT

public:
    ScanController(JobRunner &runner, std::shared_ptr<FileSystem> fileSystem, QObject *parent = nullptr);
    ~ScanController() override;

    const FileList &list() const noexcept { return m_list; }
    bool isScanning() const noexcept { return m_scanning; }
    std::int64_t found() const; ///< Rows the scan at work has come by.
    /// Files were renamed and the list still has their names from before: the scan that followed was stopped.
    bool isBehind() const noexcept { return !m_ran.empty() && !m_scanning; }
    bool isFollowing() const noexcept { return !m_ran.empty() && m_scanning; } ///< The scan at work is the one that follows a run.
    const RanRows &ranRows() const noexcept { return m_ranRows; } ///< What the runs that the last scan followed did to the list.
    bool isEditing() const noexcept { return m_editing; } ///< An edit is on its way into the list.
    const ScanOptions &options() const noexcept { return m_options; }

    void addPaths(std::vector<Bytes> absolutePaths);
    void addUriList(const QByteArray &uris); ///< Raw bytes of text/uri-list.
    void setOptions(const ScanOptions &options);
    void rescan();
    void rescanAfresh(); ///< Rows forget what the last run made of them.
    void stop(); ///< The list stays as it was.
    void clear();

    /// The files have other names now: reads the list again under these.
    void follow(RanBatch ran);

    /// Ignored where its rows are those of another list.
    void edit(ListEdit edit);
    /// Planning looked at more folders.
    void adoptOccupancy(std::shared_ptr<const Occupancy> occupancy) { m_list.occupancy = std::move(occupancy); }

Q_SIGNALS:
    void listChanged();
    void added(); ///< After listChanged: there are more files to rename.
    void scanningChanged();
    void editingChanged();
    /// Things that were dropped and could not be taken, or read.
    void refused(std::int64_t notLocalFiles);
    /// A scan or an edit could not be made for lack of memory or the like; the list stays as it was.
    void failed(const bulkhead::Error &error);

private:
    void start();
    void receive(std::uint64_t generation, ScanAnswer answer);
    void setScanning(bool scanning);
    void makeEdits();
    void receiveEdited(const FileList &list);

    JobRunner &m_runner;
    std::shared_ptr<FileSystem> m_fileSystem;
    FileList m_list;
    ScanOptions m_options;
    std::vector<Bytes> m_addedPaths; ///< Asked for, not on the list yet.
    std::vector<QByteArray> m_addedUris;
    std::vector<RanBatch> m_ran; ///< The list does not know of these yet.
    RanRows m_ranRows;
    std::vector<ListEdit> m_edits; ///< Wait for those that are being made.
    std::shared_ptr<std::atomic<std::int64_t>> m_found;
    std::stop_source m_stop;
    std::uint64_t m_generation = 0;
    ScanRequest::RunMarks m_runMarks = ScanRequest::RunMarks::Keep;
    bool m_scanning = false;
    bool m_editing = false;
};

} // namespace bulkhead
