// SPDX-License-Identifier: Apache-2.0
#include <map>

#include <lawful/json.hpp>

#include "answers.hpp"
#include "arguments.hpp"
#include "commands.hpp"
#include "display.hpp"
#include "lines.hpp"
#include "listing.hpp"
#include "progress.hpp"

namespace lawful::tool {
namespace {

struct ScreenArguments {
    QuestionOptions question;
    Text addresses;
    Text as_of;
    FormatOption format;
};

/// How many answers of each verdict, and how many named each code.
class Counts {
public:
    void add(const Decision& decision) {
        ++verdicts_[std::string(wire_name(decision.verdict))];
        for (const auto& code : reason_codes(decision)) ++codes_[code];
    }
    void print() const {
        Table table;
        for (const auto& [verdict, number] : verdicts_) {
            table.add({Cell(verdict, style_of(*from_wire_name<Verdict>(verdict))),
                       std::to_string(number)});
        }
        for (const auto& [code, number] : codes_) table.add({code, std::to_string(number)});
        table.print();
    }
    [[nodiscard]] std::string document(const std::string& items) const {
        return JsonObject()
            .json("items", items)
            .json("verdicts", object(verdicts_))
            .json("codes", object(codes_))
            .str();
    }

private:
    using Numbers = std::map<std::string, std::uint64_t>;

    static std::string object(const Numbers& numbers) {
        JsonObject json;
        for (const auto& [name, number] : numbers) json.number(name, number);
        return json.str();
    }

    Numbers verdicts_;
    Numbers codes_;
};

Row row_of(const Decision& decision, std::vector<std::string> named) {
    Row row(named.begin(), named.end());
    row.emplace_back(wire_name(decision.verdict), style_of(decision.verdict));
    row.emplace_back(spaced(reason_codes(decision)));
    row.emplace_back(spaced(obligation_codes(decision)));
    return row;
}

/// A line that is not UTF-8 is no address, and an answer of its own.
std::string document_of(Screened item) {
    item.input = to_utf8(item.input);
    return to_json(item);
}

void finish(const Session& session, Format format, const Listing& listing, const Counts& counts) {
    listing.finish();
    if (format == Format::json) return print_line(counts.document(listing.document()));
    if (format != Format::table || session.quiet) return;
    print_line("");
    counts.print();
}

int screen_given(const Session& session, const ScreenArguments& arguments, Format format) {
    const auto& question = arguments.question;
    const auto channel = question.read_channel();
    const auto as_of = read_instant("--as-of", arguments.as_of);
    const auto addresses = read_lines(*arguments.addresses);
    const auto registry = session.open(Access::read);
    const auto answers = registry.screen(addresses, question.purpose, channel, as_of);
    Listing listing(format, {"address", "verdict", "reasons", "obligations"});
    Counts counts;
    for (const auto& item : answers) {
        counts.add(item.decision);
        listing.add(row_of(item.decision, {item.input}), [&] { return document_of(item); });
    }
    finish(session, format, listing, counts);
    return exit_status::done;
}

int screen_all(const Session& session, const ScreenArguments& arguments, Format format) {
    const auto& question = arguments.question;
    const auto channel = question.read_channel();
    const auto as_of = read_instant("--as-of", arguments.as_of);
    const auto registry = session.open(Access::read);
    Listing listing(format, {"id", "address", "verdict", "reasons", "obligations"});
    Counts counts;
    {
        ProgressBar bar(session, "screening");
        std::uint64_t done = 0;
        const auto each = [&](const AddressDecision& item) {
            counts.add(item.decision);
            listing.add(row_of(item.decision, {to_string(item.address), item.masked}),
                        [&] { return to_json(item); });
            bar.update(++done, 0);
        };
        registry.screen(question.purpose, channel, each, as_of);
    }
    finish(session, format, listing, counts);
    return exit_status::done;
}

}  // namespace

void add_screen_command(CLI::App& app, Session& session) {
    auto& command = add_command(
        app, "screen", "Answer for many addresses; exit 0 whatever it finds",
        "lawful screen --purpose newsletter --channel email --addresses list.txt --format csv");
    const auto arguments = std::make_shared<ScreenArguments>();
    arguments->question.add_to(command);
    command
        .add_option("--addresses", arguments->addresses,
                    "One address a line, - for standard input (default: every address, masked)")
        ->type_name("FILE");
    command.add_option("--as-of", arguments->as_of, "As it was then; a day is its start in UTC")
        ->type_name("INSTANT|DAY");
    arguments->format.add_to(command);
    command.callback([&session, arguments] {
        session.run = [&session, arguments] {
            const auto format = arguments->format.read(session);
            return arguments->addresses ? screen_given(session, *arguments, format)
                                        : screen_all(session, *arguments, format);
        };
    });
}

}  // namespace lawful::tool
