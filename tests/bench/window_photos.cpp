// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/photo.h"
#include "tests/bench/window_session.h"

#include <X11/keysym.h>

#include <algorithm>

namespace bulkhead::bench {

namespace {

constexpr BytesView kByMetadata = R"json({"bulkhead":1,"job":"rename","rules":[
    {"rule":"template","text":"{taken:yyyy-MM-dd} {exif:Model} {n}"}]})json";

} // namespace

std::vector<Row> previewPhotos(int photos, double stallLimit)
{
    const Bytes count = std::to_string(photos);
    WindowSession session(photos, stallLimit, kByMetadata, photo);
    session.open();
    const std::size_t ofOpening = session.rows().size();
    dropFolder(session, "loading " + count + " photos named by their metadata");
    session.click(place::kRowX, place::kRowY);
    session.measure("scrolling through them, end to end", [&session] {
        for (int i = 0; i < 40; ++i)
            session.key(i % 2 == 0 ? XK_End : XK_Home);
        session.settle();
    });
    std::vector<Row> rows = session.rows();
    rows.erase(rows.begin(), rows.begin() + std::ptrdiff_t(ofOpening));
    return rows;
}

} // namespace bulkhead::bench
