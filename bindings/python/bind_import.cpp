// SPDX-License-Identifier: Apache-2.0
#include "bindings.hpp"
#include "record.hpp"

namespace lawful::python {

void bind_import(py::module_& module) {
    record<ConsentPattern>(
        module, "ConsentPattern",
        "A cell's text and what it claims. {date} in the text stands for a day in the mapping's format.",
        {
            need<&ConsentPattern::text>("text"),
            need<&ConsentPattern::claim>("claim"),
            with<&ConsentPattern::notice>("notice", "given_with_form: the text on the form"),
            with<&ConsentPattern::method>("method"),
        });
    record<ImportMapping>(
        module, "ImportMapping",
        "Which column is what. Column names are the file's; an empty name is not read.",
        {
            with<&ImportMapping::encoding>("encoding", "or windows-1252"),
            with<&ImportMapping::delimiter>("delimiter", "0: detect comma, semicolon or tab"),
            with<&ImportMapping::date_format>("date_format", "of Y, M, D and separators"),
            with<&ImportMapping::organisation>("organisation"),
            with<&ImportMapping::sector>("sector"),
            with<&ImportMapping::name>("name"),
            with<&ImportMapping::role>("role"),
            with<&ImportMapping::email>("email"),
            with<&ImportMapping::phone>("phone"),
            with<&ImportMapping::language>("language"),
            with<&ImportMapping::source>("source"),
            with<&ImportMapping::added>("added"),
            with<&ImportMapping::consent>("consent"),
            with<&ImportMapping::name_parts>("name_parts", "joined by spaces when there is no name"),
            with<&ImportMapping::country>("country", "a constant"),
            with<&ImportMapping::country_column>("country_column", "or a column"),
            with<&ImportMapping::purpose>("purpose", "the consent column's purpose"),
            with<&ImportMapping::channel>("channel"),
            with<&ImportMapping::patterns>("patterns"),
            with<&ImportMapping::sources>("sources"),
            with<&ImportMapping::default_source>("default_source"),
        });
    record<ImportOptions>(
        module, "ImportOptions", "",
        {
            with<&ImportOptions::dry_run>("dry_run"),
            with<&ImportOptions::rejects>("rejects", "original bytes; reasons in FILE.reasons.csv"),
            with<&ImportOptions::progress>("progress", "bytes"),
        });
    record<RejectedRow>(module, "RejectedRow",
                        "A row no one can use. The reason names the field, never its content.",
                        {
                            with<&RejectedRow::line>("line", "of the file, where the row begins"),
                            with<&RejectedRow::reason>("reason"),
                        });
    record<ImportReport>(module, "ImportReport", "",
                         {
                             with<&ImportReport::rows>("rows"),
                             with<&ImportReport::imported>("imported", "rows that recorded something"),
                             with<&ImportReport::unchanged>("unchanged", "rows already known"),
                             with<&ImportReport::suppressed>("suppressed", "rows kept out by the deny list"),
                             with<&ImportReport::recipients>("recipients", "new ones"),
                             with<&ImportReport::role_addresses>("role_addresses", "new ones"),
                             with<&ImportReport::claims>("claims", "rows by what they claim"),
                             with<&ImportReport::rejected>("rejected"),
                             with<&ImportReport::rejected_rows>(
                                 "rejected_rows", "all of them; rejected holds the first 10,000"),
                             with<&ImportReport::unread_columns>("unread_columns"),
                         });
    module.def("read_mapping", [](const py::object& file) {
        return read_mapping(argument<std::filesystem::path>(file, "file"));
    });
}

}  // namespace lawful::python
