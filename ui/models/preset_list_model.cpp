// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/preset_list_model.h"

#include "core/base/text.h"
#include "ui/palette/icon.h"
#include "ui/text/preset_text.h"

#include <QFont>

namespace bulkhead {

void PresetListModel::setPresets(std::shared_ptr<const std::vector<Preset>> presets)
{
    beginResetModel();
    m_presets = std::move(presets);
    m_rows.clear();
    const auto add = [this](bool starters) {
        const auto begin = m_rows.size();
        for (std::size_t i = 0; i < m_presets->size(); ++i) {
            if ((*m_presets)[i].isStarter == starters)
                m_rows.push_back({Row::What::Preset, i});
        }
        if (m_rows.size() > begin)
            m_rows.insert(m_rows.begin() + std::ptrdiff_t(begin), {starters ? Row::What::StarterTitle : Row::What::OwnTitle});
    };
    add(false);
    add(true);
    endResetModel();
}

const Preset *PresetListModel::preset(int row) const
{
    const bool is = row >= 0 && row < rowCount() && m_rows[std::size_t(row)].what == Row::What::Preset;
    return is ? &(*m_presets)[m_rows[std::size_t(row)].index] : nullptr;
}

int PresetListModel::rowOf(BytesView name) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (const Preset *found = preset(row); found && found->name == name)
            return row;
    }
    return -1;
}

int PresetListModel::firstRow() const
{
    return m_rows.empty() ? -1 : 1;
}

int PresetListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant PresetListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    const Preset *preset = this->preset(index.row());
    if (!preset) {
        QFont bold;
        bold.setBold(true);
        switch (role) {
        case Qt::DisplayRole:
            return row.what == Row::What::OwnTitle ? tr("Your Presets") : tr("Starters");
        case Qt::FontRole:
            return bold;
        default:
            return {};
        }
    }
    const QString problem = presetProblem(*preset);
    switch (role) {
    case Qt::DisplayRole:
        return presetTitle(*preset);
    case Qt::EditRole:
        return toText(preset->name);
    case Qt::DecorationRole:
        return problem.isEmpty() ? QVariant() : themedIcon(QStringLiteral("warning"));
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return problem.isEmpty() ? presetHint(*preset) : problem;
    default:
        return {};
    }
}

Qt::ItemFlags PresetListModel::flags(const QModelIndex &index) const
{
    const Preset *preset = this->preset(index.row());
    if (!preset)
        return Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    const Qt::ItemFlags usual = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return preset->isStarter ? usual : usual | Qt::ItemIsEditable;
}

bool PresetListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const Preset *preset = this->preset(index.row());
    const Bytes to = fromText(value.toString().trimmed());
    if (preset && role == Qt::EditRole && to != preset->name)
        Q_EMIT renameWanted(preset->name, to);
    return false;
}

} // namespace bulkhead
