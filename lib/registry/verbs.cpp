// SPDX-License-Identifier: Apache-2.0
#include "registry/apply_policy.hpp"
#include "registry/check.hpp"
#include "registry/erase.hpp"
#include "registry/holder.hpp"
#include "registry/impl.hpp"
#include "registry/merge.hpp"
#include "registry/messages.hpp"
#include "registry/pages.hpp"
#include "registry/record.hpp"
#include "registry/rotate.hpp"

#include <fmt/format.h>

#include <lawful/error.hpp>

/// Verbs that write: one transaction each.
namespace lawful {
namespace {

/// Runs `work` in a transaction and commits what it did.
template <class Work>
auto written(const registry::Context& context, Work work) {
    registry::Writer writer(context);
    if constexpr (std::is_void_v<decltype(work(writer))>) {
        work(writer);
        writer.commit();
    } else {
        auto result = work(writer);
        writer.commit();
        return result;
    }
}

}  // namespace

PolicyChange Registry::apply(const PolicyFile& policy, bool dry_run) {
    const auto& context = impl_->context;
    if (dry_run) return registry::compare_policy(context, context.store().read(), policy);
    registry::Writer writer(context);
    auto change = registry::compare_policy(context, writer.transaction(), policy);
    if (!change.changed) return change;
    registry::apply_policy(context, writer, policy);
    writer.commit();
    return change;
}

OrganisationId Registry::add(const Organisation& organisation, std::optional<Instant> occurred) {
    return written(impl_->context, [&](auto& writer) {
        return registry::add(impl_->context, writer, organisation,
                             occurred.value_or(writer.now()), Origin::direct);
    });
}

RecipientId Registry::add(const Recipient& recipient, std::optional<Instant> occurred) {
    return written(impl_->context, [&](auto& writer) {
        return registry::add(writer, recipient, occurred.value_or(writer.now()), Origin::direct);
    });
}

AddressId Registry::add(const Address& address, std::optional<Instant> occurred) {
    return written(impl_->context, [&](auto& writer) {
        return registry::add(impl_->context, writer, address, occurred.value_or(writer.now()),
                             Origin::direct);
    });
}

EventIndex Registry::record(const Subject& subject, const EventBody& body,
                            std::optional<Instant> occurred) {
    return written(impl_->context, [&](auto& writer) {
        return registry::record(writer, subject, body, occurred.value_or(writer.now()),
                                Origin::direct);
    });
}

std::vector<EventIndex> Registry::record_all(std::span<const Happened> events) {
    std::vector<EventIndex> indices;
    if (events.empty()) return indices;
    return written(impl_->context, [&](auto& writer) {
        for (const auto& [subject, body, occurred] : events) {
            try {
                indices.push_back(registry::record(writer, subject, body, occurred.value_or(writer.now()),
                                                   Origin::direct));
            } catch (const Error& error) {
                throw Error(error.code(), fmt::format("event {} of {}: {}", indices.size() + 1, events.size(),
                                                      error.what()));
            }
        }
        return std::move(indices);
    });
}

EventIndex Registry::replace_holder(AddressId address, RecipientId from, RecipientId to, Day on,
                                    std::optional<Instant> occurred) {
    return written(impl_->context, [&](auto& writer) {
        return registry::replace_holder(impl_->context, writer, address, from, to, on,
                                        occurred.value_or(writer.now()));
    });
}

EventIndex Registry::merge(RecipientId kept, RecipientId other) {
    return written(impl_->context, [&](auto& writer) { return registry::merge(writer, kept, other); });
}

EventIndex Registry::unmerge(RecipientId one, RecipientId other) {
    return written(impl_->context, [&](auto& writer) { return registry::unmerge(writer, one, other); });
}

EventIndex Registry::suppress(std::string_view address, Medium medium, SuppressionReason reason,
                              const std::vector<std::string>& purposes) {
    return written(impl_->context, [&](auto& writer) {
        return registry::suppress(impl_->context, writer, address, medium, reason, purposes);
    });
}

Erasure Registry::erase(RecipientId recipient, ErasureGround ground) {
    auto receipt = written(impl_->context, [&](auto& writer) {
        return registry::erase(impl_->context, writer, recipient, ground, Origin::direct);
    });
    impl_->store->scrub();
    return receipt;
}

Erasure Registry::erase(AddressId address, ErasureGround ground) {
    auto receipt = written(impl_->context, [&](auto& writer) {
        return registry::erase(impl_->context, writer, address, ground, Origin::direct);
    });
    impl_->store->scrub();
    return receipt;
}

Erasure Registry::erase(RecipientId recipient, std::string_view purpose, ErasureGround ground) {
    auto receipt = written(impl_->context, [&](registry::Writer& writer) {
        return registry::erase_part(impl_->context, writer, recipient,
                                    registry::part_of(writer.view(), recipient, purpose), ground, Origin::direct);
    });
    impl_->store->scrub();
    return receipt;
}

ErasurePlan Registry::plan_erasure(RecipientId recipient, ErasureGround ground) const {
    registry::Writer writer(impl_->context);
    return registry::plan_erasure(impl_->context, writer, recipient, ground);
}

ErasurePlan Registry::plan_erasure(AddressId address, ErasureGround ground) const {
    registry::Writer writer(impl_->context);
    return registry::plan_erasure(impl_->context, writer, address, ground);
}

ErasurePlan Registry::plan_erasure(RecipientId recipient, std::string_view purpose, ErasureGround ground) const {
    registry::Writer writer(impl_->context);
    return registry::plan_erasure(impl_->context, writer, recipient,
                                  registry::part_of(writer.view(), recipient, purpose), ground);
}

EventIndex Registry::accept_journal_loss() {
    const auto accepted = written(impl_->context, [&](registry::Writer& writer) {
        if (!writer.journal_lost()) {
            throw Error(ErrorCode::already_done, "the denial journal is there: no denial is missing");
        }
        const auto id = writer.fresh_id<registry::JournalId>();
        writer.begin_journal(id);
        return writer.append(impl_->context.id(), JournalLossAccepted{to_string(id)}, writer.now());
    });
    impl_->context.set_journal_lost(false);
    return accepted;
}

Releases Registry::release(std::span<const std::string> addresses, std::string_view purpose,
                           Channel channel, std::span<const std::string> fulfilled) {
    return written(impl_->context, [&](auto& writer) {
        registry::Dispatch dispatch(impl_->context, writer, purpose, channel, fulfilled);
        Releases releases;
        for (const auto& address : addresses) dispatch.release(address, releases);
        return releases;
    });
}

Releases Registry::release(std::string_view purpose, Channel channel,
                           std::span<const std::string> fulfilled) {
    return written(impl_->context, [&](auto& writer) {
        registry::Dispatch dispatch(impl_->context, writer, purpose, channel, fulfilled);
        Releases releases;
        registry::each_address(writer.transaction(), medium_of(channel),
                               [&](const auto& id) { dispatch.release(id, releases); });
        return releases;
    });
}

void Registry::delivered(EventIndex release) {
    written(impl_->context,
            [&](auto& writer) { registry::deliver(impl_->context, writer, release); });
}

void Registry::failed(EventIndex release, bool permanent) {
    written(impl_->context,
            [&](auto& writer) { registry::fail(impl_->context, writer, release, permanent); });
}

std::int64_t Registry::rotate_keys(const Progress& progress) {
    return registry::rotate_keys(impl_->context, progress);
}

StoreReport Registry::check_store(const Progress& progress) const {
    auto& store = *impl_->store;
    auto faults = registry::file_faults(store, progress);
    auto report = registry::check(impl_->context, store.read(), progress);
    report.faults.insert(report.faults.begin(), faults.begin(), faults.end());
    return report;
}

}  // namespace lawful
