// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rename/rules/encoding_evidence.h"

#include "core/base/text.h"
#include "core/rename/rules/strict_converter.h"

#include <uchardet.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <memory>

namespace bulkhead {

namespace {

// Of names made of real words, the two agreed on a wrong encoding in none that had half as much.
constexpr std::size_t kLeastBytes = 64;
// Names come sorted, mostly, so that those of another encoding are in a part of their own.
constexpr std::size_t kMostParts = 16;

template <auto close>
struct Closer {
    template <class T>
    void operator()(T *object) const noexcept
    {
        close(object);
    }
};

/// The one that ICU knows and that holds what the other names for it stand for: both detectors mean it.
Bytes knownToIcu(BytesView name)
{
    return Bytes(name == "UHC" || name == "EUC-KR" ? BytesView("windows-949") : name);
}

/// In the wide ones nearly any bytes are text, "caf\xe9s" too; what names are made of is in the old core.
Bytes coreOf(BytesView encoding)
{
    return Bytes(encoding == "GB18030" ? BytesView("GB2312") : encoding == "windows-949" ? BytesView("EUC-KR") : encoding);
}

Bytes detectedByUchardet(BytesView text)
{
    const std::unique_ptr<std::remove_pointer_t<uchardet_t>, Closer<uchardet_delete>> detector(uchardet_new());
    if (uchardet_handle_data(detector.get(), text.data(), text.size()) != 0) {
        return {};
    }
    uchardet_data_end(detector.get());
    return knownToIcu(uchardet_get_charset(detector.get()));
}

Bytes detectedByIcu(BytesView text)
{
    constexpr std::size_t kMostBytesRead = 8192; // by ICU, of whatever it is given
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, Closer<ucsdet_close>> detector(ucsdet_open(&status));
    ucsdet_setText(detector.get(), text.data(), static_cast<std::int32_t>(std::min(text.size(), kMostBytesRead)), &status);
    const UCharsetMatch *match = ucsdet_detect(detector.get(), &status);
    const char *name = match ? ucsdet_getName(match, &status) : nullptr;
    return name && U_SUCCESS(status) ? knownToIcu(name) : Bytes();
}

BytesView firstLine(BytesView lines)
{
    return lines.substr(0, lines.find('\n'));
}

/// True where both decode every line, to the same text.
bool readAlike(BytesView lines, BytesView encoding, BytesView other, const std::stop_token &stop)
{
    auto first = StrictConverter::open(encoding);
    auto second = StrictConverter::open(other);
    if (!first || !second) {
        return false;
    }
    Bytes text, otherText;
    while (!lines.empty()) {
        const BytesView line = firstLine(lines);
        text.clear();
        otherText.clear();
        if (stop.stop_requested() || !first->decode(line, text) || !second->decode(line, otherText) || text != otherText) {
            return false;
        }
        lines.remove_prefix(line.size() + 1);
    }
    return true;
}

/// Empty where the detectors do not agree.
Bytes agreedEncoding(BytesView lines, const std::stop_token &stop)
{
    Bytes name = detectedByUchardet(lines);
    return readAlike(lines, name, detectedByIcu(lines), stop) ? name : Bytes();
}

std::size_t notAscii(BytesView text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > 0x7F; }));
}

/// The first lines, with so many bytes that are not ASCII; all of them where there are not enough.
BytesView firstPart(BytesView lines, std::size_t leastNotAscii)
{
    std::size_t size = 0, count = 0;
    while (size < lines.size() && count < leastNotAscii) {
        const BytesView line = firstLine(lines.substr(size));
        count += notAscii(line);
        size += line.size() + 1;
    }
    return lines.substr(0, size);
}

} // namespace

void EncodingEvidence::add(BytesView name)
{
    if (isValidUtf8(name)) {
        return;
    }
    m_names.append(name).append("\n");
    m_notAscii += notAscii(name);
}

Bytes EncodingEvidence::encoding(const std::stop_token &stop) const
{
    if (m_notAscii < kLeastBytes) {
        return {};
    }
    const Bytes name = agreedEncoding(m_names, stop);
    if (name.empty()) {
        return {};
    }
    const std::size_t partBytes = std::max(kLeastBytes, m_notAscii / kMostParts);
    for (BytesView rest = m_names; !rest.empty();) {
        const BytesView part = firstPart(rest, partBytes);
        const Bytes ofPart = agreedEncoding(part, stop);
        if (stop.stop_requested() || (!ofPart.empty() && !readAlike(part, name, ofPart, stop))) {
            return {};
        }
        rest.remove_prefix(part.size());
    }
    return coreOf(name);
}

} // namespace bulkhead
