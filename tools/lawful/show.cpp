// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <lawful/error.hpp>
#include <lawful/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "owner.hpp"
#include "table.hpp"

namespace lawful::tool {
namespace {

struct ShowArguments {
    std::string address;
    MediumOption medium;
};

void print_organisation(const OrganisationRecord& record) {
    const auto& organisation = record.organisation;
    Table fields;
    fields.add({"organisation", to_string(record.id)});
    fields.add({"name", organisation.name});
    fields.add({"country", organisation.country});
    fields.add({"sector", organisation.sector});
    fields.add({"legal person", organisation.legal_person ? "yes" : "no"});
    fields.add({"public authority", organisation.public_authority ? "yes" : "no"});
    fields.print();
}

void print_recipient(const RecipientRecord& record) {
    const auto& person = record.recipient;
    const auto& source = person.source;
    Table fields;
    const auto optional = [&](const char* name, const std::string& value) {
        if (!value.empty()) fields.add({name, value});
    };
    fields.add({"recipient", to_string(record.id)});
    fields.add({"name", person.name});
    optional("role", person.role);
    optional("language", person.language);
    optional("country", person.country);
    if (person.organisation) fields.add({"organisation", to_string(*person.organisation)});
    fields.add({"source", std::string(wire_name(source.kind)) + ", " + to_string(source.obtained)});
    optional("source detail", source.detail);
    optional("collected for", source.collected_for);
    optional("Art. 14 exemption", source.art14_exemption);
    optional("its reason", source.exemption_reason);
    if (person.born) fields.add({"born", to_string(*person.born)});
    if (person.under_guardianship) fields.add({"under guardianship", "yes"});
    if (person.employee) fields.add({"employee", "yes"});
    for (const auto& other : record.merged) fields.add({"merged with", to_string(other)});
    fields.print();
}

void print_address(const AddressRecord& record) {
    const auto& address = record.address;
    Table fields;
    fields.add({"address", to_string(record.id)});
    fields.add({"text", address.text});
    fields.add({"medium", wire_name(address.medium)});
    fields.add({"kind", wire_name(address.kind)});
    if (address.organisation) fields.add({"organisation", to_string(*address.organisation)});
    fields.add({"source", wire_name(address.source)});
    for (const auto& holding : record.holders) {
        fields.add({"held by", to_string(holding.recipient) + " from " + to_string(holding.from) +
                                   (holding.until ? " until " + to_string(*holding.until) : "")});
    }
    fields.print();
}

/// The present answer for each purpose and channel of the policy that the address is for.
void print_answers(const Registry& registry, const AddressRecord& record) {
    Table answers({"purpose", "channel", "answer"});
    for (const auto& purpose : registry.policy().purposes) {
        for (const auto channel : purpose.channels) {
            if (medium_of(channel) != record.address.medium) continue;
            const auto verdict = registry.may_send(record.id, purpose.id, channel).verdict;
            answers.add(
                {purpose.id, wire_name(channel), Cell(wire_name(verdict), style_of(verdict))});
        }
    }
    if (answers.empty()) return;
    print_line("");
    answers.print();
}

int show_address(const Session& session, const Registry& registry, AddressId id) {
    const auto record = registry.show(id);
    JsonArray people;
    if (!session.json) {
        print_address(record);
        print_answers(registry, record);
    }
    for (const auto& subject : subjects_of(registry, id, record.address.medium)) {
        if (subject.kind != SubjectKind::recipient) continue;
        const auto person = registry.show(RecipientId{subject.id});
        people.add(to_json(person));
        if (session.json) continue;
        print_line("");
        print_recipient(person);
    }
    if (session.json) {
        print_line(
            JsonObject().json("address", to_json(record)).json("holders", people.str()).str());
    }
    return exit_status::done;
}

int show_recipient(const Session& session, const Registry& registry, RecipientId id) {
    const auto record = registry.show(id);
    JsonArray addresses;
    if (!session.json) print_recipient(record);
    std::vector<AddressId> shown;
    for (const auto& holding : record.addresses) {
        if (std::find(shown.begin(), shown.end(), holding.address) != shown.end()) continue;
        shown.push_back(holding.address);
        const auto address = registry.show(holding.address);
        addresses.add(to_json(address));
        if (session.json) continue;
        print_line("");
        print_address(address);
        print_answers(registry, address);
    }
    if (session.json) {
        print_line(JsonObject()
                       .json("recipient", to_json(record))
                       .json("addresses", addresses.str())
                       .str());
    }
    return exit_status::done;
}

int show(const Session& session, const ShowArguments& arguments) {
    const auto medium = arguments.medium.read();
    const auto registry = session.open(Access::read);
    const auto target = read_target(registry, arguments.address);
    if (const auto* person = std::get_if<RecipientId>(&target)) {
        return show_recipient(session, registry, *person);
    }
    if (const auto* id = std::get_if<OrganisationId>(&target)) {
        const auto record = registry.show(*id);
        if (session.json) {
            print_line(JsonObject().json("organisation", to_json(record)).str());
        } else {
            print_organisation(record);
        }
        return exit_status::done;
    }
    return show_address(session, registry, known_address(registry, arguments.address, medium));
}

}  // namespace

void add_show_command(CLI::App& app, Session& session) {
    auto& command =
        add_command(app, "show", "Everything about an address, a person or an organisation",
                    "lawful show j.jansen@example.org");
    const auto arguments = std::make_shared<ShowArguments>();
    command.add_option("ADDRESS", arguments->address, target_help)->type_name("")->required();
    arguments->medium.add_to(command);
    command.callback([&session, arguments] {
        session.run = [&session, arguments] { return show(session, *arguments); };
    });
}

}  // namespace lawful::tool
