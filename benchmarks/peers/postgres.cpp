// SPDX-License-Identifier: Apache-2.0
#include "peers/peer.hpp"

#ifdef BENCH_POSTGRES
#include <stdexcept>

#include <fmt/format.h>
#include <libpq-fe.h>

namespace bench {
namespace {

constexpr auto schema = R"sql(
DROP TABLE IF EXISTS consent_events, contacts, purposes;
CREATE TABLE contacts (
    id bigint PRIMARY KEY, email text NOT NULL UNIQUE, name text NOT NULL, country text NOT NULL,
    added_at bigint NOT NULL
);
CREATE TABLE purposes (id int PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE consent_events (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, contact_id bigint NOT NULL, purpose_id int NOT NULL,
    action int NOT NULL, at bigint NOT NULL, method text NOT NULL, notice_sha256 text NOT NULL,
    evidence text NOT NULL
);
CREATE INDEX consent_events_latest ON consent_events (contact_id, purpose_id, id);
INSERT INTO purposes VALUES (1, 'partner-newsletter');
)sql";

class PostgresPeer final : public Peer {
public:
    explicit PostgresPeer(const std::string& socket)
        : connection_(PQconnectdb(("host=" + socket + " dbname=postgres user=postgres").c_str())) {
        if (PQstatus(connection_) != CONNECTION_OK)
            throw std::runtime_error(PQerrorMessage(connection_));
    }
    ~PostgresPeer() override { PQfinish(connection_); }

    [[nodiscard]] std::string name() const override { return "PostgreSQL, socket"; }

    void load(const Shape& shape) override {
        run(schema);
        copy("COPY contacts FROM STDIN", shape.contacts, [](std::size_t i) {
            return fmt::format("{}\t{}\tPerson {}\tNL\t1735689600000\n", i + 1, mail(i), i);
        });
        for (int event = 0; event < shape.events; ++event) {
            copy(
                "COPY consent_events (contact_id, purpose_id, action, at, method, notice_sha256, "
                "evidence) FROM STDIN",
                shape.contacts, [&](std::size_t i) {
                    return values(history_of(shape, i)[static_cast<std::size_t>(event)], '\t', "") +
                           "\n";
                });
        }
        run("VACUUM ANALYZE");
        prepare("ask",
                "SELECT e.action FROM contacts c JOIN consent_events e ON e.contact_id = c.id "
                "WHERE c.email = $1 "
                "AND e.purpose_id = 1 ORDER BY e.id DESC LIMIT 1");
        prepare("add",
                "INSERT INTO consent_events (contact_id, purpose_id, action, at, method, "
                "notice_sha256, evidence) "
                "VALUES ($1::text::bigint, 1, $2::text::int, $3::text::bigint, 'signed_form', "
                "repeat('5d41', 16), "
                "'form of 2026-01-05')");
        prepare("all",
                "SELECT DISTINCT ON (contact_id) contact_id, action FROM consent_events WHERE "
                "purpose_id = 1 "
                "ORDER BY contact_id, id DESC");
    }

    [[nodiscard]] bool may_send(std::string_view address) override {
        const std::string text(address);
        const Result found = execute("ask", {text.c_str()});
        return PQntuples(found.get()) == 1 && PQgetvalue(found.get(), 0, 0)[0] == '1';
    }

    [[nodiscard]] std::size_t screen_all() override {
        const Result found = execute("all", {});
        std::size_t allowed = 0;
        for (int i = 0; i < PQntuples(found.get()); ++i)
            allowed += PQgetvalue(found.get(), i, 1)[0] == '1' ? 1 : 0;
        return allowed;
    }

    void record(const std::vector<ConsentRow>& rows) override {
        if (rows.size() == 1) return insert(rows.front());
        copy(
            "COPY consent_events (contact_id, purpose_id, action, at, method, notice_sha256, "
            "evidence) FROM STDIN",
            rows.size(), [&](std::size_t i) { return values(rows[i], '\t', "") + "\n"; });
    }

private:
    struct Clear {
        void operator()(PGresult* result) const { PQclear(result); }
    };
    using Result = std::unique_ptr<PGresult, Clear>;

    Result checked(PGresult* result) {
        const auto status = PQresultStatus(result);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_COPY_IN) {
            throw std::runtime_error(PQerrorMessage(connection_));
        }
        return Result(result);
    }
    void run(const char* sql) { checked(PQexec(connection_, sql)); }
    void prepare(const char* name, const char* sql) {
        checked(PQprepare(connection_, name, sql, 0, nullptr));
    }
    Result execute(const char* name, const std::vector<const char*>& values) {
        return checked(PQexecPrepared(connection_, name, static_cast<int>(values.size()),
                                      values.data(), nullptr, nullptr, 0));
    }
    void insert(const ConsentRow& row) {
        const auto contact = std::to_string(row.contact);
        const auto at = std::to_string(row.at);
        execute("add", {contact.c_str(), row.action == Action::given ? "1" : "0", at.c_str()});
    }
    static std::string values(const ConsentRow& row, char between, std::string_view quote) {
        return fmt::format(
            "{0}{1}1{1}{2}{1}{3}{1}{4}signed_form{4}{1}{4}{5:5<64}{4}{1}{4}form of 2026-01-05{4}",
            row.contact, between, static_cast<int>(row.action), row.at, quote, "");
    }
    template <class Line>
    void copy(const char* sql, std::size_t count, Line line) {
        run(sql);
        for (std::size_t i = 0; i < count; ++i) {
            const auto text = line(i);
            PQputCopyData(connection_, text.data(), static_cast<int>(text.size()));
        }
        if (PQputCopyEnd(connection_, nullptr) != 1)
            throw std::runtime_error(PQerrorMessage(connection_));
        while (auto* result = PQgetResult(connection_)) checked(result);
    }

    PGconn* connection_;
};

}  // namespace

std::unique_ptr<Peer> postgres_peer(const std::string& socket) {
    return socket.empty() ? nullptr : std::make_unique<PostgresPeer>(socket);
}

}  // namespace bench
#else
namespace bench {
std::unique_ptr<Peer> postgres_peer(const std::string&) { return nullptr; }
}  // namespace bench
#endif
