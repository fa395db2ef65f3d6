#!/usr/bin/env bash
# Try the packages where nothing is installed: `packaging/trial.sh PACKAGE.deb FOLDER.tar.gz [ROOT]`, as root, on Debian.
# Makes a bare Debian with debootstrap in ROOT (a new folder below /tmp if none is named; one that is there must be as
# bare, and is changed), and shows in it, without any Python: the frozen folder works; the package installs, writes the sample and
# its brief, opens its window, opens projects by path, by double click and twice, refuses what is none, and leaves
# nothing behind when it is removed. The screen, its window manager and xdotool run outside: the root stays bare.
# Needs debootstrap, xvfb, openbox, xdotool and a mirror; whatever was started is ended and unmounted at the end.
set -euo pipefail
package=$(readlink -f "$1") folder=$(readlink -f "$2")
root=${3:-$(mktemp -d /tmp/pressmark-trial.XXXXXX)/root}

if [ -z "${PRESSMARK_TRIAL_INSIDE:-}" ]; then # mounts and processes of its own, gone when it ends
  export PRESSMARK_TRIAL_INSIDE=1
  exec unshare --mount --pid --fork --kill-child --mount-proc "$0" "$package" "$folder" "$root"
fi

step() { printf '\n== %s\n' "$*"; }
fail() {
  printf 'FAILED: %s\n' "$*" >&2
  exit 1
}
inside() { chroot "$root" "$@"; }
# What a person does: no administrator, nothing of this machine's environment.
person() { chroot --userspec=1000:1000 "$root" env -i HOME=/home/anna LANG=C.UTF-8 PATH=/usr/bin:/bin DISPLAY="$DISPLAY" "$@"; }
# The same in the background: the shell that waits becomes the program, so that its number is the program's.
start() { exec chroot --userspec=1000:1000 "$root" env -i HOME=/home/anna LANG=C.UTF-8 PATH=/usr/bin:/bin DISPLAY="$DISPLAY" "$@"; }
now() { date +%s.%N; }

# Wait until a window whose title has these words is there, and print its number.
window() {
  for _ in $(seq 900); do
    if id=$(xdotool search --onlyvisible --name "$1" 2>/dev/null | head -1) && [ -n "$id" ]; then
      echo "$id"
      return
    fi
    sleep 0.1
  done
  fail "no window called $1"
}
# The first project that somebody opens asks for a name.
introduce() {
  xdotool windowactivate --sync "$(window "Your name")" type "Anna Lind"
  xdotool key Tab type "AL"
  xdotool key Return
}
# Close a window as a click on its cross does, and wait until the program has ended.
close_window() {
  xdotool windowactivate --sync "$1" key --clearmodifiers alt+F4
  for _ in $(seq 100); do
    kill -0 "$2" 2>/dev/null || return 0
    sleep 0.1
  done
  fail "the program goes on after its window was closed"
}

step "a bare Debian"
[ -x "$root/usr/bin/apt-get" ] || debootstrap --variant=minbase bookworm "$root" >/dev/null
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
inside sh -c 'command -v python3 || command -v python' && fail "there is a Python in it"
inside sh -c 'userdel --remove anna 2>/dev/null; useradd --uid 1000 --create-home anna' # who has never opened it
[ ! -e "$root/usr/bin/pressmark" ] || fail "the package is installed already"

for number in $(seq 90 140); do [ -e "/tmp/.X11-unix/X$number" ] || break; done
export DISPLAY=":$number"
Xvfb "$DISPLAY" -ac -screen 0 1400x900x24 >/dev/null 2>&1 &
for _ in $(seq 100); do xdotool getmouselocation >/dev/null 2>&1 && break || sleep 0.1; done
openbox --sm-disable >/dev/null 2>&1 &

step "the frozen folder, with no library of a screen and no Python"
mkdir -p "$root/home/anna/frozen"
tar -xzf "$folder" -C "$root/home/anna/frozen"
inside chown -R anna: /home/anna
person /home/anna/frozen/pressmark/pressmark --version
person /home/anna/frozen/pressmark/pressmark demo --no-window --into /home/anna/frozen
person /home/anna/frozen/pressmark/pressmark suggest "/home/anna/frozen/AI strategy sample.pressmark" >"$root/tmp/told"
grep -q '"score"' "$root/tmp/told" || fail "nothing is suggested"
grep -q '"engine": "spaCy' "$root/tmp/told" || fail "the language model is not there"
russian='{"id": 1, "request": {"text": "Об этом рассказали в министерстве Анны Петровой.", "language": "ru"}}'
(echo "$russian" && sleep 30) | person /home/anna/frozen/pressmark/pressmark --worker language | grep -m1 '"result"' >"$root/tmp/told"
grep -q '"engine": "natasha' "$root/tmp/told" || fail "the models for Russian are not there"
person timeout 60 /home/anna/frozen/pressmark/pressmark 2>&1 | tee "$root/tmp/told" || true
grep -q "apt-get install" "$root/tmp/told" || fail "it does not say which libraries a window needs"

step "installing the package"
before=$(mktemp)
inside apt-get update -qq
cp "$package" "$root/tmp/pressmark.deb"
inside env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
  shared-mime-info desktop-file-utils hicolor-icon-theme xdg-utils libglib2.0-bin >/dev/null 2>&1
(cd "$root" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./home \) -prune -o -print | sort) >"$before"
inside env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends /tmp/pressmark.deb >/dev/null 2>&1
inside sh -c 'command -v python3' && fail "a Python came along"
inside dpkg-query -W -f '${Package} ${Version}, ${Installed-Size} KB installed\n' pressmark

step "the sample and its brief"
person sh -c 'cd ~ && pressmark demo --no-window'
head -c 5 "$root/home/anna/AI strategy sample.pdf" | grep -q '%PDF-' || fail "there is no brief"
sample="/home/anna/AI strategy sample.pressmark"

step "the desktop knows projects by their content"
cp "$root$sample" "$root/home/anna/renamed.bin"
person gio info -a standard::content-type /home/anna/renamed.bin | grep application/x-pressmark-project ||
  fail "a project under another name is not known"
person xdg-mime query default application/x-pressmark-project | grep pressmark.desktop || fail "nothing opens a project"

step "the window"
began=$(now)
start pressmark &
program=$!
first=$(window Pressmark)
printf 'window after %.1f s\n' "$(echo "$(now) - $began" | bc)"
close_window "$first" "$program"

step "the window of the frozen folder, with the libraries that the package asked for"
start /home/anna/frozen/pressmark/pressmark &
program=$!
close_window "$(window Pressmark)" "$program"

step "a project by its path, and twice"
start pressmark "$sample" &
program=$!
introduce
first=$(window "AI strategy sample")
echo "the window shows it"
start pressmark "$sample" &
second=$!
for _ in $(seq 300); do kill -0 "$second" 2>/dev/null && sleep 0.1 || break; done
kill -0 "$second" 2>/dev/null && fail "the second start did not hand over to the window that is there"
wait "$second" || fail "the second start told of an error"
close_window "$first" "$program"

step "a double click"
person gio open "$sample" # as file managers do it
first=$(window "AI strategy sample")
program=$(xdotool getwindowpid "$first")
close_window "$first" "$program"

step "a file that is none"
echo "no project" >"$root/home/anna/none.pressmark"
person pressmark check /home/anna/none.pressmark && fail "it takes a text for a project"
start pressmark /home/anna/none.pressmark &
program=$!
first=$(window Pressmark)
sleep 2
kill -0 "$program" || fail "the window did not survive it"
close_window "$first" "$program"
grep -q "no project" "$root/home/anna/none.pressmark" || fail "the file was changed"

step "removing the package"
inside env DEBIAN_FRONTEND=noninteractive apt-get purge -y -qq --autoremove pressmark >/dev/null 2>&1
(cd "$root" && find . -xdev \( -path ./proc -o -path ./dev -o -path ./home \) -prune -o -print | sort) |
  comm -13 "$before" - | grep -v -e '^./var/cache/' -e '^./var/lib/\(apt\|dpkg\)/' -e '^./var/log/' -e '^./tmp/' >"$before.left" || true
cat "$before.left"
grep -i pressmark "$before.left" && fail "the package left something behind"
grep -rqs pressmark "$root/usr/share/mime" "$root/usr/share/applications" "$root/var/lib/dpkg/info" &&
  fail "the desktop or dpkg still knows the program"
rm -f "$before" "$before.left"
echo "All of it works."
