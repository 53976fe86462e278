// SPDX-License-Identifier: Apache-2.0
#include "crypto/system_random.hpp"
#include "ledger/tree.hpp"
#include "registry/check.hpp"
#include "registry/impl.hpp"
#include "registry/opening.hpp"
#include "registry/signing.hpp"
#include "registry/writer.hpp"

#include <lawful/error.hpp>

namespace lawful {
namespace {

constexpr auto id_name = "registry_id";

Bytes required(const std::optional<Bytes>& value) {
    if (!value) throw Error(ErrorCode::corrupt, "registry file: its key is missing");
    return *value;
}

}  // namespace

Options completed(Options options) {
    if (!options.clock) options.clock = std::make_shared<SystemClock>();
    if (!options.random) options.random = std::make_shared<crypto::SystemRandom>();
    return options;
}

store::OpenOptions file_options(const Options& options) {
    return {.access = options.read_only ? store::Access::read_only : store::Access::read_write,
            .busy_milliseconds = static_cast<int>(options.busy_timeout.count()),
            .exclusive = options.exclusive,
            .base_vfs = options.base_vfs};
}

namespace {

/// An empty ledger and the keys, before the first event.
void found(store::Store& store, RegistryId id, Random& random) {
    auto transaction = store.write();
    transaction.put_meta(id_name, id.bytes);
    const auto registry_key = crypto::SubKey::generate(random);
    const crypto::EpochKeys keys(1, registry_key, id.bytes);
    transaction.put_key_epoch(
        {.epoch = keys.epoch(),
         .wrapped = crypto::wrap_registry_key(store.keys()->field_key().view(), id.bytes, random,
                                              registry_key),
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

Registry Registry::create(const std::filesystem::path& file, Credential credential, Options options) {
    options = completed(std::move(options));
    RegistryId id;
    options.random->fill(id.bytes);
    store::vault::FileId file_id{};
    options.random->fill(file_id);
    auto file_key = crypto::SubKey::generate(*options.random);
    store::vault::KeyTable table;
    table.put(store::vault::wrap_file_key(credential, file_key, file_id, *options.random));
    const auto keys = store::vault::keep_keys(std::move(file_key), file_id, options.random);
    const auto open_made = [&](const std::filesystem::path& name) {
        return Registry(Impl::open(name, std::make_unique<store::vault::Keyring>(keys), options));
    };

    const auto fresh = store::Store::prepare(file, to_string(id), keys, table, file_options(options));
    try {
        {
            store::Store store(fresh, std::make_unique<store::vault::Keyring>(keys), file_options(options));
            found(store, id, *options.random);
        }
        {
            auto begun = open_made(fresh);
            registry::Writer writer(begun.impl_->context);
            writer.begin_journal(writer.fresh_id<registry::JournalId>());
            writer.append(id, RegistryCreated{}, writer.now());
            registry::announce_signing_key(begun.impl_->context, writer);
            writer.commit();
        }
        {
            // Closing says nothing of a log that it could not write into the file.
            store::Store store(fresh, std::make_unique<store::vault::Keyring>(keys), file_options(options));
            store.scrub();
        }
        store::publish_registry(fresh, file);
    } catch (...) {
        store::discard(fresh);
        throw;
    }
    return open_made(file);
}

Registry Registry::open(const std::filesystem::path& file, Credential credential, Options options) {
    options = completed(std::move(options));
    auto keyring = std::make_unique<store::vault::Keyring>(std::move(credential), options.random,
                                                           options.accept_wal_loss);
    return Registry(Impl::open(file, std::move(keyring), options));
}

std::unique_ptr<Registry::Impl> Registry::Impl::open(const std::filesystem::path& file,
                                                     std::unique_ptr<store::vault::Keyring> keyring,
                                                     const Options& options) {
    auto store = std::make_unique<store::Store>(file, std::move(keyring), file_options(options));
    RegistryId id;
    id.bytes = to_array<16>(required(store->read().meta(id_name)));
    const auto key = store->keys()->field_key();
    registry::require_head(store->read());
    auto impl = std::make_unique<Impl>(std::move(store), id, key.view(), options);
    options.read_only ? registry::look_at_journal(impl->context, options.busy_timeout)
                      : registry::catch_up(impl->context);
    return impl;
}

Registry::Registry(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Registry::Registry(Registry&&) noexcept = default;
Registry& Registry::operator=(Registry&&) noexcept = default;
Registry::~Registry() = default;

RegistryId Registry::id() const { return impl_->context.id(); }

std::uint64_t Registry::ledger_size() const { return impl_->store->read().ledger().size; }

}  // namespace lawful
