// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rename/presets.h"

#include <QAbstractListModel>

#include <memory>

namespace bulkhead {

/// A person's own presets under a heading, then the starters under theirs. GUI thread only.
class PresetListModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setPresets(std::shared_ptr<const std::vector<Preset>> presets);
    const Preset *preset(int row) const; ///< Null for headings, and outside. Valid until setPresets.
    int rowOf(BytesView name) const; ///< -1 where there is none.
    int firstRow() const; ///< Of the first preset.

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// Changes nothing here: renameWanted says what is wished.
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

Q_SIGNALS:
    void renameWanted(const bulkhead::Bytes &from, const bulkhead::Bytes &to);

private:
    struct Row {
        enum class What : std::uint8_t { OwnTitle, StarterTitle, Preset };
        What what;
        std::size_t index = 0; ///< Of m_presets.
    };
    std::shared_ptr<const std::vector<Preset>> m_presets;
    std::vector<Row> m_rows;
};

} // namespace bulkhead
