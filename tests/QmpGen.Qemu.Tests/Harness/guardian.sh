# Ends what a test run leaves behind. Its input closes when the run is over, however it ended: by itself, by Ctrl-C or
# by a kill that no handler sees. Every process of the run works in a folder of its own below "$1".
trap '' HUP INT TERM
cat >/dev/null
for process in /proc/[0-9]*; do
    case "$(readlink "$process/cwd" 2>/dev/null)" in
        "$1"/*) kill -KILL "${process#/proc/}" 2>/dev/null ;;
    esac
done
rm -rf "$1"
