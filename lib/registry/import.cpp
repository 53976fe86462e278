// SPDX-License-Identifier: Apache-2.0
#include "exchange/csv_reader.hpp"
#include "exchange/reject_file.hpp"
#include "registry/impl.hpp"
#include "registry/import_writer.hpp"

#include <lawful/error.hpp>

namespace lawful {
namespace {

using exchange::CsvReader;
using exchange::CsvRecord;
using registry::ImportPass;

constexpr std::size_t most_listed = 10'000;
constexpr std::uint64_t rows_a_transaction = 500;
constexpr auto passes = static_cast<std::uint64_t>(ImportPass::mailboxes) + 1;  // and one that looks

/// 0 is no value of any term.
template <Term E>
bool is_term(E value) {
    const auto number = static_cast<std::size_t>(value);
    return number >= 1 && number <= WireNames<E>::names.size();
}

/// One import: a pass that looks at every row, then the passes that write.
class Import {
public:
    Import(const registry::Context& context, const ImportMapping& mapping,
           std::filesystem::path csv, const ImportOptions& options)
        : context_(context),
          mapping_(mapping),
          csv_(std::move(csv)),
          options_(options),
          rows_(context, mapping, report_) {}

    ImportReport run() {
        look();
        for (const auto pass : {ImportPass::denials, ImportPass::people, ImportPass::mailbox_denials,
                                ImportPass::mailboxes}) {
            write(pass);
        }
        if (writer_ && !options_.dry_run) writer_->commit();
        return std::move(report_);
    }

private:
    exchange::CsvFormat format() const {
        return {.delimiter = mapping_.delimiter,
                .encoding = mapping_.encoding == "windows-1252" ? exchange::Encoding::windows_1252
                                                                : exchange::Encoding::utf8};
    }

    void require_policy(const registry::View& view) const {
        const auto policy = view.policy();
        if (mapping_.consent.empty()) return;
        static_cast<void>(policy->purpose(mapping_.purpose));
        for (const auto& pattern : mapping_.patterns) {
            if (!is_term(pattern.claim) || !is_term(pattern.method)) {
                throw Error(ErrorCode::invalid_mapping, "a consent pattern without claim or method");
            }
            if (pattern.notice) static_cast<void>(policy->notice(mapping_.purpose, *pattern.notice));
        }
    }

    /// Counts and rejects; nothing is written yet.
    void look() {
        CsvReader reader(csv_, format());
        const exchange::RowReader columns(mapping_, reader.header());
        report_.unread_columns = columns.unread_columns();
        std::optional<exchange::RejectFile> rejects;
        if (options_.rejects) rejects.emplace(*options_.rejects, reader.header_original());
        const auto from = context_.store().read();
        const registry::View view(context_, from, std::nullopt);
        require_policy(view);
        for (CsvRecord record; reader.next(record);) {
            ++report_.rows;
            if (auto reason = fault_of(columns, view, record)) {
                reject(record, std::move(*reason), rejects);
            }
            tell(reader, 0);
        }
        if (rejects) rejects->finish();
    }

    std::optional<std::string> fault_of(const exchange::RowReader& columns,
                                        const registry::View& view, const CsvRecord& record) {
        if (record.fault) return record.fault;
        try {
            const auto row = columns.read(record.fields);
            rows_.require(view, row);
            ++report_.claims[row.claim];
            return std::nullopt;
        } catch (const Error& error) {
            return error.what();
        }
    }

    void reject(const CsvRecord& record, std::string reason,
                std::optional<exchange::RejectFile>& rejects) {
        if (rejects) rejects->add(record.line, reason, record.original);
        if (report_.rejected.size() < most_listed) {
            report_.rejected.push_back({record.line, std::move(reason)});
        }
        ++report_.rejected_rows;
    }

    void write(ImportPass pass) {
        CsvReader reader(csv_, format());
        const exchange::RowReader columns(mapping_, reader.header());
        for (CsvRecord record; reader.next(record);) {
            tell(reader, static_cast<std::uint64_t>(pass));
            const auto row = usable(columns, record, pass);
            if (!row) continue;
            rows_.write(writer(), *row);
        }
    }

    std::optional<exchange::ImportRow> usable(const exchange::RowReader& columns,
                                              const CsvRecord& record, ImportPass pass) {
        if (record.fault) return std::nullopt;
        try {
            auto row = columns.read(record.fields);
            if (registry::pass_of(row) != pass) return std::nullopt;
            rows_.require(writer_view(), row);
            return row;
        } catch (const Error&) {
            return std::nullopt;  // rejected, with its reason, by the first pass
        }
    }

    registry::View writer_view() { return writer(false).view(); }

    /// A transaction holds a few hundred rows; a dry run is one that is rolled back.
    registry::Writer& writer(bool counts = true) {
        if (writer_ && counts && ++in_transaction_ > rows_a_transaction && !options_.dry_run) {
            writer_->commit();
            writer_.reset();
        }
        if (!writer_) {
            writer_.emplace(context_);
            in_transaction_ = 0;
        }
        return *writer_;
    }

    void tell(const CsvReader& reader, std::uint64_t pass) const {
        if (options_.progress) {
            options_.progress(pass * reader.size() + reader.position(), passes * reader.size());
        }
    }

    const registry::Context& context_;
    const ImportMapping& mapping_;
    std::filesystem::path csv_;
    const ImportOptions& options_;
    ImportReport report_;
    registry::ImportWriter rows_;
    std::optional<registry::Writer> writer_;
    std::uint64_t in_transaction_ = 0;
};

}  // namespace

ImportReport Registry::import(const ImportMapping& mapping, const std::filesystem::path& csv,
                              const ImportOptions& options) {
    return Import(impl_->context, mapping, csv, options).run();
}

}  // namespace lawful
