// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>
#include <tuple>

#include "contact/unicode.hpp"
#include "crypto/mac.hpp"
#include "model/codec.hpp"
#include "model/fields.hpp"
#include "registry/looking.hpp"
#include "registry/merge.hpp"
#include "registry/pages.hpp"

namespace lawful::registry {
namespace {

/// One name at one organisation, by a keyed hash whose key nobody keeps.
struct NameOf {
    Digest hash{};
    RecipientId who;
};

bool overlap(const store::HolderRow& one, const store::HolderRow& other) {
    return (!one.until || other.since < *one.until) && (!other.until || one.since < *other.until);
}

/// Folded, with one space between words.
std::string folded(std::string_view name) {
    std::string out;
    for (const char letter : contact::compatibility_fold(name)) {
        const bool space = letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
        if (!space) out += letter;
        else if (!out.empty() && out.back() != ' ') out += ' ';
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

class Candidates {
public:
    Candidates(const Context& context, const store::ReadTransaction& from,
               const std::function<void(const MergeCandidate&)>& each)
        : context_(context), from_(from), view_(context, from, std::nullopt), each_(each) {}

    void find() {
        each_subject(from_, SubjectKind::address, [&](const auto& id) { by_address(AddressId{id}); });
        by_name();
    }

private:
    /// Who reads the same address on the same day, in this spelling or another.
    void by_address(AddressId address) {
        const auto row = from_.address(address);
        if (!row) return;
        std::vector<store::HolderRow> readers;
        for (const auto& spelling : from_.addresses_by_loose({{row->loose_key}})) {
            if (spelling < address) return;  // told with the first of them
            for (const auto& holding : from_.holders_of(spelling)) readers.push_back(holding);
        }
        if (readers.size() < 2) return;
        const auto reason =
            row->medium == Medium::phone ? MergeReason::same_phone : MergeReason::same_address;
        for (std::size_t i = 0; i < readers.size(); ++i) {
            for (std::size_t j = i + 1; j < readers.size(); ++j) {
                if (overlap(readers[i], readers[j])) say(readers[i].recipient, readers[j].recipient, reason);
            }
        }
    }

    void by_name() {
        Digest key{};
        context_.random().fill(key);
        const crypto::HmacKey mac(key);
        std::vector<NameOf> names;
        each_subject(from_, SubjectKind::recipient, [&](const auto& id) {
            const auto row = from_.subject(id).value();
            if (is_erased(row)) return;
            const auto person = model::decode<Recipient>(context_.open_profile(from_, row));
            const auto name = folded(person.name);
            if (name.empty() || !person.organisation) return;
            names.push_back({mac.mac(as_bytes(to_string(*person.organisation) + ' ' + name)), RecipientId{id}});
        });
        std::sort(names.begin(), names.end(), [](const NameOf& a, const NameOf& b) {
            return std::tie(a.hash, a.who) < std::tie(b.hash, b.who);
        });
        for (std::size_t i = 0; i < names.size(); ++i) {
            for (auto j = i + 1; j < names.size() && names[j].hash == names[i].hash; ++j) {
                say(names[i].who, names[j].who, MergeReason::same_name);
            }
        }
    }

    void say(RecipientId one, RecipientId other, MergeReason reason) {
        if (other < one) std::swap(one, other);
        if (one == other || is_gone(one) || is_gone(other)) return;
        if (!said_.emplace(one, other, reason).second) return;
        const auto group = merged_group(view_, one);
        if (std::find(group.begin(), group.end(), other) != group.end()) return;
        each_({one, other, reason});
    }

    [[nodiscard]] bool is_gone(RecipientId who) const { return is_erased(from_.subject(who.bytes).value()); }

    const Context& context_;
    const store::ReadTransaction& from_;
    View view_;
    const std::function<void(const MergeCandidate&)>& each_;
    std::set<std::tuple<RecipientId, RecipientId, MergeReason>> said_;
};

}  // namespace

void merge_candidates(const Context& context, const store::ReadTransaction& from,
                      const std::function<void(const MergeCandidate&)>& each) {
    Candidates(context, from, each).find();
}

}  // namespace lawful::registry
