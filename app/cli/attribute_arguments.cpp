// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/attribute_arguments.h"

#include "app/cli/guarded_words.h"

namespace bulkhead::cli {

namespace {

using Time = NewAttributes::Time;

const std::map<std::string, Time> kTimes
    = {{"taken", Time::Taken}, {"name", Time::Name}, {"btime", Time::Btime}, {"now", Time::Now}, {"mtime", Time::Mtime}};

} // namespace

void AttributeArguments::addTo(CLI::App &app)
{
    app.add_option("--set-time", m_time, "Also set the modification time of files: to when a photo was taken, to the date in the name, ...")
        ->type_name("taken|name|btime|now")
        ->check(CLI::IsMember(kTimes));
    m_formatOption = app.add_option("--time-format", m_format, "How --set-time name reads the date (default yyyy-MM-dd): 'yyyyMMdd_HHmmss'")
                         ->type_name("FORMAT");
    m_shiftOption = app.add_option("--shift-time", m_shift, "Add LENGTH to the modification time: +1h30m, -2d")->type_name("LENGTH");
    m_modeOption
        = app.add_option("--chmod", m_mode, "Also set the permissions of files, as chmod does: 0644, u=rw,go-w")->type_name("MODE");
}

std::optional<NewAttributes> AttributeArguments::take() const
{
    if (m_time.empty() && m_formatOption->count() + m_shiftOption->count() + m_modeOption->count() == 0)
        return std::nullopt;
    NewAttributes attributes{.shift = unguarded(m_shift), .permissions = unguarded(m_mode)};
    if (!m_time.empty())
        attributes.time = kTimes.at(m_time);
    if (m_formatOption->count() > 0 && attributes.time != Time::Name)
        throw CLI::ValidationError("--time-format", "goes with --set-time name");
    if (attributes.time == Time::Name)
        attributes.read = m_formatOption->count() > 0 ? unguarded(m_format) : Bytes("yyyy-MM-dd");
    if (m_shiftOption->count() > 0 && attributes.shift.empty())
        throw CLI::ValidationError("--shift-time", "LENGTH must not be empty");
    if (m_modeOption->count() > 0 && attributes.permissions.empty())
        throw CLI::ValidationError("--chmod", "MODE must not be empty");
    return attributes;
}

} // namespace bulkhead::cli
