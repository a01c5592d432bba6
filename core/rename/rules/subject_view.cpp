// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/subject_view.h"

#include "core/base/text.h"
#include "core/base/utf8.h"

namespace bulkhead {

bool SubjectView::isMapped(BytesView subject)
{
    // 0xF4 leads the code points the view keeps for itself.
    return !isAscii(subject) && (!isValidUtf8(subject) || subject.find('\xF4') != BytesView::npos);
}

BytesView SubjectView::view(BytesView subject)
{
    m_mapped = isMapped(subject);
    if (!m_mapped) {
        return subject;
    }
    if (m_subject == subject) {
        return m_view; // the next match in the same name
    }
    m_subject = subject;
    m_view.clear();
    m_toView.clear();
    m_toSubject.clear();
    for (std::size_t at = 0; at < subject.size();) {
        const Utf8Step step = decodeReversible(subject, at);
        m_toView.insert(m_toView.end(), step.length, static_cast<std::uint32_t>(m_view.size()));
        appendUtf8(m_view, step.codePoint);
        m_toSubject.resize(m_view.size(), static_cast<std::uint32_t>(at));
        at += step.length;
    }
    m_toView.push_back(static_cast<std::uint32_t>(m_view.size()));
    m_toSubject.push_back(static_cast<std::uint32_t>(subject.size()));
    return m_view;
}

std::size_t SubjectView::toView(std::size_t subjectOffset) const
{
    return m_mapped ? m_toView[subjectOffset] : subjectOffset;
}

std::size_t SubjectView::toSubject(std::size_t viewOffset) const
{
    return m_mapped ? m_toSubject[viewOffset] : viewOffset;
}

} // namespace bulkhead
