// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/job_runner.h"
#include "ui/controllers/list_work.h"

#include <QObject>

namespace bulkhead {

/// Owns the list: what was dropped, read again whenever that or the options change. One scan at a time; a newer request
/// stops the older one and takes over what it was about. GUI thread only. The runner must outlive it.
class ScanController : public QObject
{
    Q_OBJECT

public:
    ScanController(JobRunner &runner, std::shared_ptr<FileSystem> fileSystem, QObject *parent = nullptr);
    ~ScanController() override;

    const FileList &list() const noexcept { return m_list; }
    bool isScanning() const noexcept { return m_scanning; }
    std::int64_t found() const; ///< Rows the scan at work has come by.
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

    void removeRows(std::shared_ptr<const RowView> view, std::vector<ViewRange> ranges);
    void leaveOutRows(std::shared_ptr<const RowView> view, std::vector<ViewRange> ranges, LeaveOut leaveOut);
    /// Empty = the rules name the row again.
    void setHandMadeName(RowId row, const Bytes &name);
    void clearHandMadeNames(const std::vector<RowId> &rows);
    /// Planning looked at more folders.
    void adoptOccupancy(std::shared_ptr<const Occupancy> occupancy) { m_list.occupancy = std::move(occupancy); }

Q_SIGNALS:
    void listChanged();
    void added(); ///< After listChanged: there are more files to rename.
    void scanningChanged();
    /// Things that were dropped and could not be taken, or read.
    void refused(std::int64_t notLocalFiles);

private:
    void start();
    void receive(std::uint64_t generation, ScanAnswer answer);
    void setScanning(bool scanning);

    JobRunner &m_runner;
    std::shared_ptr<FileSystem> m_fileSystem;
    FileList m_list;
    ScanOptions m_options;
    std::vector<Bytes> m_addedPaths; ///< Asked for, not on the list yet.
    std::vector<QByteArray> m_addedUris;
    std::vector<RanBatch> m_ran;
    std::shared_ptr<std::atomic<std::int64_t>> m_found;
    std::stop_source m_stop;
    std::uint64_t m_generation = 0;
    ScanRequest::RunMarks m_runMarks = ScanRequest::RunMarks::Keep;
    bool m_scanning = false;
};

} // namespace bulkhead
