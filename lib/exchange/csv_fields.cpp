// SPDX-License-Identifier: Apache-2.0
#include "exchange/csv_fields.hpp"

#include <new>

#include <csv.h>

namespace lawful::exchange {

/// An exception must not travel through C.
struct CsvFields::Callbacks {
    static void field(void* bytes, std::size_t size, void* self) noexcept {
        auto& that = *static_cast<CsvFields*>(self);
        try {
            that.fields_.emplace_back(static_cast<const char*>(bytes), size);
        } catch (...) {
            that.out_of_memory_ = true;
        }
    }
    static void row(int, void* self) noexcept { static_cast<CsvFields*>(self)->complete_ = true; }
};

void CsvFields::Free::operator()(csv_parser* parser) const noexcept {
    csv_free(parser);
    delete parser;
}

CsvFields::CsvFields(char delimiter) : delimiter_(delimiter) { restart(); }

CsvFields::~CsvFields() = default;

void CsvFields::restart() {
    parser_.reset();
    auto parser = std::make_unique<csv_parser>();
    csv_init(parser.get(), CSV_STRICT);
    csv_set_delim(parser.get(), static_cast<unsigned char>(delimiter_));
    csv_set_blk_size(parser.get(), 4096);
    parser_.reset(parser.release());
    fields_.clear();
    complete_ = false;
}

/// False at the first place where text follows a closing quote.
bool CsvFields::parse(std::string_view text) {
    const auto advance = [&](std::size_t count) {
        const auto done =
            csv_parse(parser_.get(), text.data(), count, &Callbacks::field, &Callbacks::row, this);
        text.remove_prefix(done);
    };
    while (true) {
        advance(text.size());
        if (text.empty()) return true;
        if (csv_error(parser_.get()) != CSV_EPARSE) throw std::bad_alloc();
        if (parser_->quoted != 0) return false;
        csv_set_opts(parser_.get(), 0);
        advance(1);
        csv_set_opts(parser_.get(), CSV_STRICT);
    }
}

CsvState CsvFields::feed(std::string_view line) {
    if (complete_) {
        fields_.clear();
        complete_ = false;
    }
    const bool ended = line.ends_with('\n') || line.ends_with('\r');
    if (!parse(line) || (!ended && !parse("\n"))) return CsvState::broken;
    if (out_of_memory_) throw std::bad_alloc();
    if (complete_) return CsvState::complete;
    return parser_->quoted != 0 ? CsvState::open : CsvState::blank;
}

}  // namespace lawful::exchange
