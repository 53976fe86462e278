// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "world.hpp"

/// The four roles of GDPRbench (Shastri et al., VLDB 2020) with its mixes, over what a consent registry does.
namespace bench {

/// The verbs that the roles need, of contacts by number.
class Roles {
public:
    Roles() = default;
    Roles(const Roles&) = delete;
    Roles& operator=(const Roles&) = delete;
    virtual ~Roles() = default;

    virtual void create(std::size_t contact) = 0;
    virtual void erase(std::size_t contact) = 0;
    virtual void give(std::size_t contact) = 0;
    virtual void withdraw(std::size_t contact) = 0;
    virtual void rename(std::size_t contact) = 0;
    [[nodiscard]] virtual bool may_send(std::size_t contact) = 0;
    [[nodiscard]] virtual std::size_t allowed_of(const std::vector<std::size_t>& contacts) = 0;
    /// What is known of them: profile and events.
    [[nodiscard]] virtual std::size_t read_own(std::size_t contact) = 0;
    /// Why it is answered so, for who supervises.
    [[nodiscard]] virtual std::size_t account(std::size_t contact) = 0;
};

class OurRoles final : public Roles {
public:
    OurRoles(lawful::Registry& registry, std::size_t contacts);
    void create(std::size_t contact) override;
    void erase(std::size_t contact) override;
    void give(std::size_t contact) override;
    void withdraw(std::size_t contact) override;
    void rename(std::size_t contact) override;
    [[nodiscard]] bool may_send(std::size_t contact) override;
    [[nodiscard]] std::size_t allowed_of(const std::vector<std::size_t>& contacts) override;
    [[nodiscard]] std::size_t read_own(std::size_t contact) override;
    [[nodiscard]] std::size_t account(std::size_t contact) override;

private:
    struct Who {
        lawful::RecipientId person;
        lawful::AddressId address;
    };
    lawful::Registry& registry_;
    std::map<std::size_t, Who> known_;
};

class NaiveRoles final : public Roles {
public:
    explicit NaiveRoles(SqlitePeer& peer) : peer_(peer) {}
    void create(std::size_t contact) override;
    void erase(std::size_t contact) override { peer_.erase(id(contact)); }
    void give(std::size_t contact) override { peer_.record({{id(contact), Action::given, 1}}); }
    void withdraw(std::size_t contact) override {
        peer_.record({{id(contact), Action::withdrawn, 1}});
    }
    void rename(std::size_t contact) override;
    [[nodiscard]] bool may_send(std::size_t contact) override {
        return peer_.may_send(mail(contact));
    }
    [[nodiscard]] std::size_t allowed_of(const std::vector<std::size_t>& contacts) override;
    [[nodiscard]] std::size_t read_own(std::size_t contact) override;
    [[nodiscard]] std::size_t account(std::size_t contact) override { return read_own(contact); }

private:
    static std::int64_t id(std::size_t contact) { return static_cast<std::int64_t>(contact) + 1; }
    SqlitePeer& peer_;
};

}  // namespace bench
