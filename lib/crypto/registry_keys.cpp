// SPDX-License-Identifier: Apache-2.0
#include "crypto/registry_keys.hpp"

#include <algorithm>

#include <lawful/error.hpp>

namespace lawful::crypto {
namespace {

template <class T, class... Arguments>
std::shared_ptr<const T> make_locked(Arguments&&... arguments) {
    auto pages = std::make_shared<Locked<T>>(std::forward<Arguments>(arguments)...);
    const T* const value = &**pages;
    return {std::move(pages), value};
}

}  // namespace

void RegistryKeys::add(std::int64_t epoch, const SubKey& registry_key, ByteView registry_id) {
    auto whole = make_locked<EpochKeys>(epoch, registry_key, registry_id);
    const auto* const indexes = &whole->indexes();
    insert({epoch, whole, {whole, indexes}});
}

void RegistryKeys::add_retired(std::int64_t epoch, ByteView index_material) {
    insert({epoch, nullptr, make_locked<IndexKeys>(index_material)});
}

void RegistryKeys::insert(Epoch epoch) {
    const std::lock_guard lock(lock_);
    const auto at = std::find_if(epochs_.begin(), epochs_.end(), [&](const Epoch& other) {
        return other.number <= epoch.number;
    });
    if (at != epochs_.end() && at->number == epoch.number) return;
    epochs_.insert(at, std::move(epoch));
}

std::vector<RegistryKeys::Epoch> RegistryKeys::epochs() const {
    const std::lock_guard lock(lock_);
    return epochs_;
}

std::shared_ptr<const EpochKeys> RegistryKeys::current() const { return of(newest()); }

std::shared_ptr<const EpochKeys> RegistryKeys::of(std::int64_t number) const {
    const std::lock_guard lock(lock_);
    for (const auto& epoch : epochs_) {
        if (epoch.number == number && epoch.whole) return epoch.whole;
    }
    throw Error(ErrorCode::corrupt, "sealed under a key epoch that this registry does not have");
}

std::int64_t RegistryKeys::newest() const {
    const std::lock_guard lock(lock_);
    return epochs_.empty() ? 0 : epochs_.front().number;
}

Probes RegistryKeys::identity(ByteView text) const {
    Probes out;
    for (const auto& epoch : epochs()) {
        if (epoch.whole) out.keys.emplace_back(epoch.whole->identity_index().mac(text));
    }
    return out;
}

Probes RegistryKeys::suppression(ByteView text) const {
    Probes out;
    for (const auto& epoch : epochs()) out.keys.emplace_back(epoch.indexes->suppression.mac(text));
    return out;
}

Probes RegistryKeys::imported(ByteView text) const {
    Probes out;
    for (const auto& epoch : epochs()) out.keys.emplace_back(epoch.indexes->imported.mac(text));
    return out;
}

bool RegistryKeys::only_one() const {
    const std::lock_guard lock(lock_);
    return epochs_.size() == 1;
}

}  // namespace lawful::crypto
