// SPDX-License-Identifier: Apache-2.0
#include "faults/disk.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <set>

namespace faults {
namespace {

constexpr std::size_t sector = 512;

using Content = std::vector<std::uint8_t>;

void put(Content& content, std::uint64_t offset, std::span<const std::uint8_t> bytes) {
    if (content.size() < offset + bytes.size()) content.resize(offset + bytes.size());
    std::ranges::copy(bytes, content.begin() + static_cast<std::ptrdiff_t>(offset));
}

void redo(Content& content, const Change& change) {
    if (change.truncation) {
        content.resize(change.offset);
    } else {
        put(content, change.offset, change.bytes);
    }
}

/// The disk's sectors do not begin where the write does.
std::vector<std::size_t> sector_starts(const Change& change) {
    std::vector<std::size_t> starts{0};
    for (auto at = sector - change.offset % sector; at < change.bytes.size(); at += sector) {
        starts.push_back(at);
    }
    return starts;
}

/// Some sectors of it, in any order; powersafe overwrite: no byte outside of it changes.
void tear(Content& content, const Change& change, Chance& chance) {
    const auto starts = sector_starts(change);
    const std::span<const std::uint8_t> bytes(change.bytes);
    const bool in_order = chance.one_in(2);
    const auto broken = chance.below(starts.size() + 1);
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const auto end = i + 1 < starts.size() ? starts[i + 1] : bytes.size();
        const bool reached = in_order ? i < broken : chance.one_in(2);
        if (reached) put(content, change.offset + starts[i], bytes.subspan(starts[i], end - starts[i]));
    }
}

/// All of it but one sector, which the head hit while the power sank.
void garble(Content& content, const Change& change, Chance& chance) {
    Change wrong = change;
    const auto starts = sector_starts(change);
    const auto hit = starts[chance.below(starts.size())];
    const auto end = std::min(wrong.bytes.size(), hit + sector);
    for (auto i = hit; i < end; ++i) wrong.bytes[i] = static_cast<std::uint8_t>(chance.next());
    redo(content, wrong);
}

void perhaps(Content& content, const Change& change, Chance& chance) {
    const auto fate = chance.below(8);
    if (fate < 3) return;
    if (change.truncation || fate < 6) return redo(content, change);
    if (fate == 6) return tear(content, change, chance);
    garble(content, change, chance);
}

/// How the changes of one cut fared: all lost, all kept, those before a moment kept, or each its own way.
struct Luck {
    enum class Kind : std::uint8_t { lost = 1, kept, until, mixed };

    Luck(Chance& chance, std::uint64_t changes) {
        const auto drawn = chance.below(8);
        kind = drawn == 0 ? Kind::lost : drawn == 1 ? Kind::kept : drawn < 4 ? Kind::until : Kind::mixed;
        moment = changes - std::min(changes, chance.below(chance.one_in(2) ? 8 : 64));
    }

    void decide(Content& content, const Change& change, Chance& chance) const {
        switch (kind) {
            case Kind::lost: return;
            case Kind::kept: return redo(content, change);
            case Kind::mixed: return perhaps(content, change, chance);
            case Kind::until: break;
        }
        if (change.at < moment) return redo(content, change);
        if (change.at == moment && !change.truncation) tear(content, change, chance);
    }

    [[nodiscard]] bool keeps_name(std::uint64_t at, Chance& chance) const {
        if (kind == Kind::lost) return false;
        if (kind == Kind::kept) return true;
        return kind == Kind::until ? at < moment : chance.one_in(2);
    }

    Kind kind = Kind::lost;
    std::uint64_t moment = 0;
};

Content read_file(const std::filesystem::path& file) {
    Content content(std::filesystem::file_size(file));
    std::ifstream in(file, std::ios::binary);
    in.read(reinterpret_cast<char*>(content.data()), static_cast<std::streamsize>(content.size()));
    return content;
}

void write_file(const std::filesystem::path& file, const Content& content) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out.write(reinterpret_cast<const char*>(content.data()),
              static_cast<std::streamsize>(content.size()));
}

}  // namespace

std::shared_ptr<Inode> Disk::adopt(const std::filesystem::path& file) {
    struct ::stat status {};
    if (::stat(file.c_str(), &status) != 0) return nullptr;
    auto& name = names_[file];
    if (!name.empty() && name.back().inode && name.back().inode->real == status.st_ino) {
        return name.back().inode;
    }
    auto inode = std::make_shared<Inode>();
    inode->real = status.st_ino;
    inode->durable = read_file(file);
    inode->size = inode->durable.size();
    name.assign(1, {clock_, inode});
    return inode;
}

std::shared_ptr<Inode> Disk::create(const std::filesystem::path& file) {
    auto inode = std::make_shared<Inode>();
    struct ::stat status {};
    if (::stat(file.c_str(), &status) == 0) inode->real = status.st_ino;
    auto& name = names_[file];
    if (name.empty()) name.push_back({});
    name.push_back({clock_++, inode});
    return inode;
}

void Disk::remove(const std::filesystem::path& file) {
    const auto found = names_.find(file);
    if (found != names_.end()) found->second.push_back({clock_++, nullptr});
}

void Disk::link(const std::filesystem::path& from, const std::filesystem::path& to) {
    const auto inode = known(from).back().inode;
    auto& name = names_[to];
    if (name.empty()) name.push_back({});
    name.push_back({clock_++, inode});
}

void Disk::rename(const std::filesystem::path& from, const std::filesystem::path& to) {
    link(from, to);
    remove(from);
}

/// With its last meaning.
Disk::Name& Disk::known(const std::filesystem::path& file) {
    auto& name = names_[file];
    if (name.empty()) static_cast<void>(adopt(file));
    if (name.empty()) name.push_back({});
    return name;
}

void Disk::write(Inode& inode, std::uint64_t offset, std::span<const std::uint8_t> bytes) {
    inode.pending.push_back({clock_++, offset, {bytes.begin(), bytes.end()}, false});
    inode.size = std::max(inode.size, offset + bytes.size());
}

void Disk::truncate(Inode& inode, std::uint64_t size) {
    inode.pending.push_back({clock_++, size, {}, true});
    inode.size = size;
}

void Disk::sync(Inode& inode) {
    for (const auto& change : inode.pending) redo(inode.durable, change);
    inode.pending.clear();
}

void Disk::sync_failed(Inode& inode, Chance& chance) {
    for (const auto& change : inode.pending) perhaps(inode.durable, change, chance);
    inode.pending.clear();
}

void Disk::sync_folder() {
    for (auto& [file, name] : names_) name.erase(name.begin(), name.end() - 1);
}

std::uint64_t Disk::used() const {
    std::uint64_t bytes = 0;
    std::set<const Inode*> counted;
    for (const auto& [file, name] : names_) {
        const auto* const inode = name.back().inode.get();
        if (inode != nullptr && counted.insert(inode).second) bytes += inode->size;
    }
    return bytes;
}

void Disk::crash_image(std::uint64_t seed, const std::filesystem::path& target) const {
    Chance chance(seed, 1);
    const Luck luck(chance, clock_);
    for (const auto& [file, name] : names_) {
        std::size_t meaning = 0;
        while (meaning + 1 < name.size() && luck.keeps_name(name[meaning + 1].at, chance)) ++meaning;
        const auto& inode = name[meaning].inode;
        if (!inode) continue;
        auto content = inode->durable;
        for (const auto& change : inode->pending) luck.decide(content, change, chance);
        write_file(target / file.filename(), content);
    }
}

}  // namespace faults
