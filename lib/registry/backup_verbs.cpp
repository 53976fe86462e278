// SPDX-License-Identifier: Apache-2.0
#include "registry/backup.hpp"
#include "registry/impl.hpp"
#include "registry/writer.hpp"

#include <lawful/error.hpp>

namespace lawful {
void Registry::backup(const std::filesystem::path& folder, Credential credential,
                      const Progress& progress) const {
    registry::back_up(impl_->context, folder, credential, progress);
}

Registry Registry::restore(const std::filesystem::path& folder, Credential credential,
                           const std::filesystem::path& file, Options options,
                           const Progress& progress) {
    options = completed(std::move(options));
    options.read_only = false;
    const registry::FreshVault vault(credential, options.random);
    std::array<std::uint8_t, 16> suffix{};
    options.random->fill(suffix);
    const auto files = file_options(options);
    const registry::Unfinished fresh(
        store::Store::prepare(file, to_string(suffix), vault.keys, vault.table, files));
    const auto id = registry::join(folder, credential, fresh.path(), vault.keys, options.random, files, progress);
    const auto open = [&](const std::filesystem::path& name) {
        return Impl::open(name, std::make_unique<store::vault::Keyring>(vault.keys), options);
    };
    {
        // Its journal lies beside the name that it will have: here it is not looked for.
        const auto begun = open(fresh.path());
        registry::Writer writer(begun->context);
        const auto ledger = writer.transaction().ledger();
        writer.append(id, RegistryRestored{static_cast<std::int64_t>(ledger.size), to_base64(ledger.root)},
                      writer.now());
        writer.commit();
    }
    {
        // Closing says nothing of a log that it could not write into the file.
        store::Store store(fresh.path(), std::make_unique<store::vault::Keyring>(vault.keys), files);
        store.scrub();
    }
    store::publish(fresh.path(), file);
    return Registry(open(file));
}

}  // namespace lawful
