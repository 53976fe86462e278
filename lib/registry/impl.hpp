// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "registry/context.hpp"
#include "registry/resident.hpp"

#include <lawful/registry.hpp>

namespace lawful {

/// With the system's clock and random source where none is given.
[[nodiscard]] Options completed(Options options);
[[nodiscard]] store::OpenOptions file_options(const Options& options);

class Registry::Impl {
public:
    [[nodiscard]] static std::unique_ptr<Impl> open(const std::filesystem::path& file,
                                                    std::unique_ptr<store::vault::Keyring> keyring,
                                                    const Options& options);

    Impl(std::unique_ptr<store::Store> opened, RegistryId id, ByteView key, Options options)
        : store(std::move(opened)),
          context(*store, id, key, std::move(options.clock), std::move(options.random)),
          resident(registry::Resident::of(context, options.resident_bytes)) {}

    std::unique_ptr<store::Store> store;
    registry::Context context;
    std::unique_ptr<registry::Resident> resident;  ///< none: every answer is from the store
};

}  // namespace lawful
