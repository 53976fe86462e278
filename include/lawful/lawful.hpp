// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <lawful/audit.hpp>
#include <lawful/copies.hpp>
#include <lawful/decision.hpp>
#include <lawful/erasure.hpp>
#include <lawful/error.hpp>
#include <lawful/events.hpp>
#include <lawful/id.hpp>
#include <lawful/import.hpp>
#include <lawful/json.hpp>
#include <lawful/policy.hpp>
#include <lawful/random.hpp>
#include <lawful/records.hpp>
#include <lawful/registry.hpp>
#include <lawful/registry_events.hpp>
#include <lawful/rights.hpp>
#include <lawful/secret.hpp>
#include <lawful/terms.hpp>
#include <lawful/time.hpp>
