// SPDX-License-Identifier: Apache-2.0
#include "crypto/system_random.hpp"
#include "ledger/tree.hpp"
#include "registry/impl.hpp"
#include "registry/writer.hpp"

#include <lawful/error.hpp>

namespace lawful {
namespace {

constexpr auto id_name = "registry_id";

Options completed(Options options) {
    if (!options.clock) options.clock = std::make_shared<SystemClock>();
    if (!options.random) options.random = std::make_shared<crypto::SystemRandom>();
    return options;
}

int milliseconds(const Options& options) {
    return static_cast<int>(options.busy_timeout.count());
}

Bytes required(const std::optional<Bytes>& value) {
    if (!value) throw Error(ErrorCode::corrupt, "registry file: its id is missing");
    return *value;
}

/// An empty ledger and the keys, before the first event.
void found(store::Store& store, RegistryId id, const SecretKey& key, Random& random) {
    auto transaction = store.write();
    transaction.put_meta(id_name, id.bytes);
    const auto registry_key = crypto::SubKey::generate(random);
    const crypto::EpochKeys keys(1, registry_key, id.bytes);
    transaction.put_key_epoch(
        {.epoch = keys.epoch(),
         .wrapped = crypto::wrap_registry_key(key.expose(), id.bytes, random, registry_key),
         .subject = keys.wrap(random, id.bytes, crypto::SubKey::generate(random)),
         .indexes = {}});
    const ledger::Frontier empty;
    transaction.put_ledger({.size = 0,
                            .frontier = empty.encode(),
                            .root = empty.root(),
                            .last_recorded = {},
                            .policy_event = {},
                            .rows_event = {},
                            .key_epoch = keys.epoch()});
    transaction.commit();
}

}  // namespace

Registry Registry::create(const std::filesystem::path& file, SecretKey key, Options options) {
    const auto complete = completed(options);
    RegistryId id;
    complete.random->fill(id.bytes);
    const auto fresh = store::Store::prepare(file, to_string(id));
    try {
        {
            store::Store store(fresh, store::Access::read_write, milliseconds(complete));
            found(store, id, key, *complete.random);
        }
        {
            auto begun = open(fresh, SecretKey(key.expose()), complete);
            registry::Writer writer(begun.impl_->context);
            writer.append(id, RegistryCreated{}, writer.now());
            writer.commit();
        }
        store::publish(fresh, file);
    } catch (...) {
        store::discard(fresh);
        throw;
    }
    return open(file, std::move(key), std::move(options));
}

Registry Registry::open(const std::filesystem::path& file, SecretKey key, Options options) {
    options = completed(std::move(options));
    const auto access = options.read_only ? store::Access::read_only : store::Access::read_write;
    auto store = std::make_unique<store::Store>(file, access, milliseconds(options));
    RegistryId id;
    id.bytes = to_array<16>(required(store->read().meta(id_name)));
    return Registry(
        std::make_unique<Impl>(std::move(store), id, key.expose(), std::move(options)));
}

Registry::Registry(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Registry::Registry(Registry&&) noexcept = default;
Registry& Registry::operator=(Registry&&) noexcept = default;
Registry::~Registry() = default;

RegistryId Registry::id() const { return impl_->context.id(); }

std::uint64_t Registry::ledger_size() const { return impl_->store->read().ledger().size; }

}  // namespace lawful
