// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/rename/recipe/json_slips.h"
#include "core/rename/recipe/json_writer.h"
#include "core/rename/recipe/recipe_json_reader.h"
#include "core/rename/recipe/recipe_json_rules.h"
#include "core/rename/recipe/text_column.h"

#include <QJsonDocument>

#include <algorithm>

namespace bulkhead {

using Code = RecipeProblem::Code;
using Problems = std::vector<RecipeProblem>;

namespace {

constexpr std::int64_t kVersion = 1;
constexpr std::size_t kLargestRecipe = 16u << 20;

constexpr BytesView kByteOrderMark = "\xEF\xBB\xBF";

/// A document whose strings keep their U+FEFF: QJsonDocument drops one at the start of a string, unless it is escaped.
struct EscapedMarks {
    static constexpr BytesView kEscape = "\\ufeff";

    explicit EscapedMarks(BytesView text)
    {
        std::size_t at = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
        shift = at;
        while (true) {
            const std::size_t mark = text.find(kByteOrderMark, at);
            json.append(text, at, mark - at);
            if (mark == BytesView::npos) {
                return;
            }
            escapes.push_back(json.size());
            json += kEscape;
            at = mark + kByteOrderMark.size();
        }
    }

    /// Where `offset` of `json` is in the text.
    std::size_t originalOffset(int parserOffset) const
    {
        const auto offset = static_cast<std::size_t>(parserOffset);
        const auto before = static_cast<std::size_t>(std::lower_bound(escapes.begin(), escapes.end(), offset) - escapes.begin());
        return offset + shift - before * (kEscape.size() - kByteOrderMark.size());
    }

    Bytes json;
    std::vector<std::size_t> escapes;
    std::size_t shift = 0;
};

/// Null and a problem where the text is not one JSON object.
std::optional<QJsonObject> readObject(BytesView json, const Bytes &path, Problems &problems)
{
    const auto fail = [&](Code code, Bytes argument, int column) {
        problems.push_back({.code = code, .field = path, .argument = std::move(argument), .column = column});
        return std::nullopt;
    };
    if (json.size() > kLargestRecipe) {
        return fail(Code::OutOfRange, "at most " + std::to_string(kLargestRecipe) + " bytes", -1);
    }
    if (!isValidUtf8(json)) {
        return fail(Code::NotText, {}, -1);
    }
    if (auto slip = findJsonSlip(json)) {
        problems.push_back({.code = Code::BadJson,
            .field = path.empty() || slip->field.empty() ? path + slip->field : path + "." + slip->field,
            .argument = slip->what,
            .column = columnAt(json, slip->offset)});
        return std::nullopt;
    }
    const EscapedMarks text(json);
    QJsonParseError error;
    const auto document
        = QJsonDocument::fromJson(QByteArray::fromRawData(text.json.data(), static_cast<qsizetype>(text.json.size())), &error);
    if (error.error != QJsonParseError::NoError) {
        return fail(Code::BadJson, error.errorString().toStdString(), columnAt(json, text.originalOffset(error.offset)));
    }
    if (!document.isObject()) {
        return fail(Code::NotAnObject, {}, -1);
    }
    return document.object();
}

/// False where it makes no sense to read on: another version or job has other fields.
bool readHeading(ObjectReader &in)
{
    std::int64_t version = kVersion;
    if (!in.has("bulkhead")) {
        in.report(Code::MissingField, in.field("bulkhead"));
    } else if (in.integer("bulkhead", version) && version > kVersion) {
        in.report(Code::NewerVersion, in.field("bulkhead"), std::to_string(version));
        return false;
    } else if (version < kVersion) {
        in.report(Code::OutOfRange, in.field("bulkhead"), "1");
    }
    Bytes job;
    if (in.text("job", job, ObjectReader::Presence::Required) && job != "rename") {
        in.report(Code::WrongJob, in.field("job"), job);
        return false;
    }
    return true;
}

void readRules(ObjectReader &in, RenameRecipe &recipe, Problems &problems)
{
    const auto rules = in.value("rules");
    if (!rules) {
        return;
    }
    if (!rules->isArray()) {
        in.report(Code::WrongType, in.field("rules"), "an array");
        return;
    }
    const QJsonArray array = rules->toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        if (auto slot = readRule(array.at(i), in.field("rules", i), problems)) {
            recipe.rules.push_back(std::move(*slot));
        }
    }
}

void readOrder(ObjectReader &in, RowOrder &order, Problems &problems)
{
    const auto value = in.value("order");
    if (!value) {
        return;
    }
    if (!value->isObject()) {
        in.report(Code::NotAnObject, in.field("order"));
        return;
    }
    ObjectReader fields(value->toObject(), in.field("order"), problems);
    fields.choice("by", order.by, kOrderNames);
    fields.flag("natural", order.natural);
    fields.flag("descending", order.descending);
    fields.reportUnknownFields();
}

void readDestination(ObjectReader &in, TargetFolder &destination, Problems &problems)
{
    const auto value = in.value("destination");
    if (!value || value->isNull()) {
        return;
    }
    if (!value->isObject()) {
        in.report(Code::WrongType, in.field("destination"), "null or an object");
        return;
    }
    ObjectReader fields(value->toObject(), in.field("destination"), problems);
    fields.text("folder", destination.folder);
    fields.choice("how", destination.how, kTransferNames);
    fields.reportUnknownFields();
}

void writeDestination(JsonWriter &out, const TargetFolder &destination)
{
    out.key("destination");
    if (destination == TargetFolder()) {
        out.null();
        return;
    }
    out.beginObject();
    out.field("folder", destination.folder);
    out.field("how", nameOf<Transfer>(kTransferNames, destination.how));
    out.endObject();
}

void readAttributes(ObjectReader &in, NewAttributes &attributes, Problems &problems)
{
    const auto value = in.value("attributes");
    if (!value || value->isNull()) {
        return;
    }
    if (!value->isObject()) {
        in.report(Code::WrongType, in.field("attributes"), "null or an object");
        return;
    }
    ObjectReader fields(value->toObject(), in.field("attributes"), problems);
    fields.choice("time", attributes.time, kAttributeTimeNames);
    fields.text("read", attributes.read);
    fields.text("shift", attributes.shift);
    fields.text("permissions", attributes.permissions);
    fields.reportUnknownFields();
}

void writeAttributes(JsonWriter &out, const NewAttributes &attributes)
{
    out.key("attributes");
    if (attributes == NewAttributes()) {
        out.null();
        return;
    }
    out.beginObject();
    out.field("time", nameOf<NewAttributes::Time>(kAttributeTimeNames, attributes.time));
    if (attributes.time == NewAttributes::Time::Name || !attributes.read.empty()) {
        out.field("read", attributes.read);
    }
    out.field("shift", attributes.shift);
    out.field("permissions", attributes.permissions);
    out.endObject();
}

} // namespace

RecipeResult<RenameRecipe> parseRecipe(BytesView json)
{
    Problems problems;
    const auto object = readObject(json, {}, problems);
    if (!object) {
        return problems;
    }
    ObjectReader in(*object, {}, problems);
    if (!readHeading(in)) {
        return problems;
    }
    RenameRecipe recipe;
    readRules(in, recipe, problems);
    readOrder(in, recipe.order, problems);
    in.choice("extension", recipe.extension, kExtensionStyleNames);
    in.choice("on_conflict", recipe.onConflict, kOnConflictNames);
    readDestination(in, recipe.destination, problems);
    readAttributes(in, recipe.attributes, problems);
    in.reportUnknownFields();
    if (!problems.empty()) {
        return problems;
    }
    return recipe;
}

RecipeResult<RuleSlot> parseRule(BytesView json, BytesView prefix)
{
    Problems problems;
    const Bytes path(prefix);
    const auto object = readObject(json, path, problems);
    auto slot = object ? readRule(*object, path, problems) : std::nullopt;
    if (!slot) {
        return problems;
    }
    return std::move(*slot);
}

Bytes writeRecipe(const RenameRecipe &recipe)
{
    JsonWriter out;
    out.beginObject();
    out.field("bulkhead", kVersion);
    out.field("job", "rename");
    out.key("rules");
    out.beginArray();
    for (const RuleSlot &slot : recipe.rules) {
        writeRule(out, slot);
    }
    out.endArray();
    out.key("order");
    out.beginObject();
    out.field("by", nameOf<RowOrder::By>(kOrderNames, recipe.order.by));
    out.field("natural", recipe.order.natural);
    out.field("descending", recipe.order.descending);
    out.endObject();
    out.field("extension", nameOf<ExtensionStyle>(kExtensionStyleNames, recipe.extension));
    out.field("on_conflict", nameOf<OnConflict>(kOnConflictNames, recipe.onConflict));
    writeDestination(out, recipe.destination);
    writeAttributes(out, recipe.attributes);
    out.endObject();
    return out.finish();
}

} // namespace bulkhead
