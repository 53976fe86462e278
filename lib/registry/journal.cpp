// SPDX-License-Identifier: Apache-2.0
#include "registry/journal.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

#include <fmt/format.h>

#include <lawful/error.hpp>

namespace lawful::registry {
namespace {

constexpr auto mark_name = "journal";
constexpr std::int64_t format = 1;
constexpr std::size_t mac_text = 44;  // base64 of 32 bytes
constexpr std::size_t padded_to = 256;  // that a line's length does not tell what it says
constexpr auto everything = std::numeric_limits<std::uint64_t>::max();

/// One line without its end: text, a space, the MAC.
struct Line {
    std::string_view text;
    Digest mac{};
};

std::optional<Line> split_line(std::string_view line) {
    if (line.size() < mac_text + 2 || line[line.size() - mac_text - 1] != ' ') return std::nullopt;
    try {
        return Line{line.substr(0, line.size() - mac_text - 1),
                    to_array<32>(from_base64(line.substr(line.size() - mac_text)))};
    } catch (const Error&) {
        return std::nullopt;
    }
}

/// Takes a line off the front; nothing when no line end is left.
std::optional<std::string_view> next_line(std::string_view& rest) {
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const auto line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return line;
}

std::string line_of(std::string_view text, const Digest& mac) {
    return fmt::format("{} {}\n", text, to_base64(mac));
}

}  // namespace

Journal::Journal(store::JournalFile file, const crypto::RegistryKeys& keys, RegistryId registry,
                 Random& random)
    : file_(std::move(file)),
      keys_(keys),
      sealing_(keys.sealing("lawful/denial-journal-seal/v1", {})),
      registry_(registry),
      random_(random) {}

std::string Journal::seal(const Digest& before, std::string_view plain) const {
    std::string padded(plain);
    padded.resize((padded.size() / padded_to + 1) * padded_to, ' ');
    const crypto::SealContext place{"denials", "line", registry_.bytes, before, {}};
    return to_base64(crypto::seal(sealing_, random_, place, as_bytes(padded)).bytes);
}

std::string Journal::open(const Digest& before, std::string_view text) const {
    const crypto::SealContext place{"denials", "line", registry_.bytes, before, {}};
    Bytes sealed;
    try {
        sealed = from_base64(text);
    } catch (const Error&) {
        throw Error(ErrorCode::corrupt, "denial journal: a line is no base64");
    }
    const auto padded = crypto::unseal(sealing_, place, crypto::Sealed(std::move(sealed)));
    const auto plain = as_text(padded);
    return std::string(plain.substr(0, plain.find_last_not_of(' ') + 1));
}

std::string Journal::header(JournalId id) const {
    return fmt::format(R"({{"format":{},"journal":"{}","lawful":"denials","registry":"{}"}})", format,
                       to_string(id), to_string(registry_));
}

Digest Journal::mac(const Digest& before, std::string_view text) const {
    Bytes message(before.begin(), before.end());
    message.insert(message.end(), text.begin(), text.end());
    return keys_.journal().mac(message);
}

JournalMark Journal::begin(JournalId id) {
    const auto text = seal({}, header(id));
    const auto own = mac({}, text);
    const auto line = line_of(text, own);
    file_.create(line);
    return {id, line.size(), own};
}

JournalStanding Journal::standing(const std::optional<JournalMark>& mark) const {
    if (!mark || mark->id == JournalId{}) return JournalStanding::lost;
    const auto size = file_.size();
    if (!size || *size < mark->offset || mark->offset < mac_text + 1) return JournalStanding::lost;
    const auto at_mark = file_.read(mark->offset - mac_text - 1, mac_text + 1);
    if (at_mark != to_base64(mark->mac) + "\n") return JournalStanding::lost;
    return *size == mark->offset ? JournalStanding::current : JournalStanding::ahead;
}

/// Where a line ends that authenticates although the byte behind it is not a line's end.
std::optional<std::size_t> Journal::whole_line(std::string_view rest, const Digest& before) const {
    const auto line = rest.substr(0, rest.find('\n'));
    for (auto at = line.find(' '); at != std::string_view::npos; at = line.find(' ', at + 1)) {
        const auto end = at + 1 + mac_text;
        const auto parts = end <= line.size() ? split_line(line.substr(0, end)) : std::nullopt;
        if (parts && mac(before, parts->text) == parts->mac) return end;
    }
    return std::nullopt;
}

/// A commit's lines are synced before the next commit's are written. So a line that does not
/// authenticate was torn by a crash, unless a line of a later commit stands behind it.
bool Journal::is_torn(std::string_view rest, const Digest& before, std::uint64_t at) const {
    std::vector<Digest> candidates;
    if (const auto end = whole_line(rest, before)) {
        candidates.push_back(split_line(rest.substr(0, *end))->mac);
        rest.remove_prefix(std::min(rest.size(), *end + 1));
    }
    while (const auto line = next_line(rest)) {
        const auto parts = split_line(*line);
        const auto prior = std::find_if(candidates.begin(), candidates.end(), [&](const auto& candidate) {
            return parts && mac(candidate, parts->text) == parts->mac;
        });
        if (prior != candidates.end() && decode_entry(open(*prior, parts->text)).batch > at) return false;
        const bool first = candidates.empty();
        candidates.clear();
        if (parts) candidates.push_back(parts->mac);
        // The damage may be in the first line's MAC alone.
        if (first && parts) candidates.push_back(mac(before, parts->text));
    }
    return true;
}

void Journal::refuse(std::uint64_t at) const {
    const auto before = file_.read(0, at);
    throw Error(ErrorCode::corrupt,
                fmt::format("{}: line {} does not authenticate", file_.path().string(),
                            1 + std::count(before.begin(), before.end(), '\n')));
}

Journal::Tail Journal::tail(const JournalMark& mark) const {
    const auto bytes = file_.read(mark.offset, everything);
    Tail tail{.entries = {}, .end = mark, .torn = false};
    std::vector<DenialEntry> batch;
    auto at = mark;
    std::string_view rest = bytes;
    while (!rest.empty()) {
        const auto from_here = rest;
        const auto line = next_line(rest);
        const auto parts = line ? split_line(*line) : std::nullopt;
        if (!parts || mac(at.mac, parts->text) != parts->mac) {
            if (!is_torn(from_here, at.mac, at.offset)) refuse(at.offset);
            break;
        }
        batch.push_back(decode_entry(open(at.mac, parts->text)));
        at.offset += line->size() + 1;
        at.mac = parts->mac;
        if (batch.size() < batch.back().lines) continue;
        // A commit counts whole or not at all.
        std::move(batch.begin(), batch.end(), std::back_inserter(tail.entries));
        batch.clear();
        tail.end = at;
    }
    tail.torn = tail.end.offset != mark.offset + bytes.size();
    return tail;
}

void Journal::cut(const JournalMark& mark) { file_.truncate(mark.offset); }

JournalMark Journal::append(const JournalMark& mark, std::vector<DenialEntry> entries) {
    auto end = mark;
    std::string lines;
    for (auto& entry : entries) {
        entry.batch = mark.offset;
        entry.lines = entries.size();
        const auto text = seal(end.mac, encode_entry(entry));
        end.mac = mac(end.mac, text);
        lines += line_of(text, end.mac);
    }
    file_.write(mark.offset, lines);
    end.offset += lines.size();
    return end;
}

void Journal::set_aside(JournalId successor) { file_.set_aside("before-" + to_string(successor)); }

std::vector<std::string> Journal::faults(const std::optional<JournalMark>& mark) const {
    const auto standing_now = standing(mark);
    if (standing_now == JournalStanding::lost) {
        return {"the denial journal is missing, shorter than it was, or another one"};
    }
    const auto bytes = file_.read(0, mark->offset);
    std::string_view rest = bytes;
    const auto line = next_line(rest);
    const auto first = line ? split_line(*line) : std::nullopt;
    try {
        if (!first || mac({}, first->text) != first->mac || open({}, first->text) != header(mark->id)) {
            return {"the denial journal's first line is another"};
        }
        const auto all = tail({mark->id, line->size() + 1, first->mac});
        if (all.end.offset < mark->offset) refuse(all.end.offset);
    } catch (const Error& error) {
        if (error.code() != ErrorCode::corrupt) throw;
        return {error.what()};
    }
    if (standing_now == JournalStanding::current) return {};
    return {"the denial journal is ahead of the registry: open it for writing once"};
}

std::optional<JournalMark> journal_mark(const store::ReadTransaction& from) {
    const auto stored = from.meta(mark_name);
    if (!stored) return std::nullopt;
    const ByteView view = *stored;
    if (view.size() != 56) throw Error(ErrorCode::corrupt, "registry file: the journal's mark is damaged");
    JournalMark mark;
    mark.id.bytes = to_array<16>(view.first(16));
    for (const auto byte : view.subspan(16, 8)) mark.offset = mark.offset << 8U | byte;
    mark.mac = to_array<32>(view.subspan(24));
    return mark;
}

void put_journal_mark(store::WriteTransaction& to, const JournalMark& mark) {
    Bytes bytes(mark.id.bytes.begin(), mark.id.bytes.end());
    for (unsigned shift = 64; shift > 0; shift -= 8) {
        bytes.push_back(static_cast<std::uint8_t>(mark.offset >> (shift - 8)));
    }
    bytes.insert(bytes.end(), mark.mac.begin(), mark.mac.end());
    to.put_meta(mark_name, bytes);
}

}  // namespace lawful::registry
