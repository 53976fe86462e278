# SPDX-License-Identifier: Apache-2.0
# Completion of lawful(1) for bash. Commands, options and their values are read from --help.

_lawful_commands() {
    sed -n '/ommands:$/,/^$/s/^  \([a-z][a-z-]*\).*/\1/p' <<<"$1"
}

_lawful_options() {
    sed -n 's/^  \(-[a-z],\)\{0,1\}\(--[a-z0-9-]*\).*/\2/p' <<<"$1"
}

# What stands behind an option in its help: a type, or values separated by bars.
_lawful_type() {
    sed -n "s/^  \(-[a-z],\)\{0,1\}$2 \([^ ]*\).*/\2/p" <<<"$1"
}

_lawful() {
    local program=${COMP_WORDS[0]} current=${COMP_WORDS[COMP_CWORD]}
    local previous=${COMP_WORDS[COMP_CWORD - 1]} word
    if [[ $current == "=" ]]; then current=""; fi
    if [[ $previous == "=" ]]; then previous=${COMP_WORDS[COMP_CWORD - 2]}; fi

    local globals help
    local -a path=()
    globals=$("$program" --help 2>/dev/null)
    help=$globals
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        if _lawful_commands "$help" | grep -qxF -- "$word"; then
            path+=("$word")
            help=$("$program" "${path[@]}" --help 2>/dev/null)
        fi
    done

    COMPREPLY=()
    if [[ $previous == --* ]]; then
        local type
        type=$(_lawful_type "$help"$'\n'"$globals" "$previous" | head -n 1)
        if [[ $type == *"|"* ]]; then
            mapfile -t COMPREPLY < <(compgen -W "${type//|/ }" -- "$current")
            return
        fi
        if [[ $type == [A-Z]* ]]; then return; fi  # a file, or what only the user knows
    fi
    local choices
    if [[ $current == -* ]]; then
        choices="$(_lawful_options "$help") $(_lawful_options "$globals")"
    else
        choices=$(_lawful_commands "$help")
    fi
    mapfile -t COMPREPLY < <(compgen -W "$choices" -- "$current" | sort -u)
}

complete -o default -F _lawful lawful
