// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct csv_parser;

namespace lawful::exchange {

/// Where a record stands after a physical line of it (RFC 4180).
enum class CsvState {
    complete,  ///< the fields are there
    blank,     ///< nothing but white space; no record began
    open,      ///< inside quotes: the record goes on on the next line
    broken,    ///< text after a closing quote
};

/// One libcsv parser, fed with the physical lines of one record after another. A quote inside a
/// field that does not begin with one is text, as csv-spectrum has it.
class CsvFields {
public:
    explicit CsvFields(char delimiter);
    ~CsvFields();

    /// Takes a physical line with its end. After `broken`, or to give up on `open`: `restart`.
    [[nodiscard]] CsvState feed(std::string_view line);
    void restart();

    /// Of the record that became complete last.
    [[nodiscard]] std::vector<std::string>& fields() { return fields_; }

private:
    struct Free {
        void operator()(csv_parser* parser) const noexcept;
    };
    struct Callbacks;

    [[nodiscard]] bool parse(std::string_view text);

    std::unique_ptr<csv_parser, Free> parser_;
    char delimiter_;
    std::vector<std::string> fields_;
    bool complete_ = false;
    bool out_of_memory_ = false;
};

}  // namespace lawful::exchange
