#!/usr/bin/env bash
# Serves the sample site with nginx and the settings that the guide gives, on loopback and a port of its own, and asks
# what a browser would ask. Usage: nginx.sh PROGRAM
set -euo pipefail

program=$(realpath "$1")
home=$(cd "$(dirname "$0")/../.." && pwd)
nginx=$(command -v nginx || echo /usr/sbin/nginx)
[ -x "$nginx" ] || { echo 'nginx is not installed'; exit 3; }

work=$(mktemp -d)
# Its workers may run as somebody else, who must be able to read the site.
chmod 755 "$work"
stop() {
  if [ -s "$work/pid" ]; then kill "$(cat "$work/pid")" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap stop EXIT

fault() { echo "FAULT: $*"; exit 1; }

# The site, below a path, with old addresses and files that are compressed beforehand.
mkdir -p "$work/www" "$work/tmp"
sed 's#^base_url:.*#base_url: https://handbook.example.com/handbook/#' "$home/throughline.yml" >"$work/throughline.yml"
printf 'redirects:\n  old/plan.html: strategy/index.html\n' >>"$work/throughline.yml"
ln -s "$home/content" "$work/content"
"$program" --config "$work/throughline.yml" build "$work" --quiet --out "$work/www/handbook"
gzip -k9 "$work/www/handbook/index.html"

# The guide's own file, with another port and folder and nothing else changed.
port=$((20000 + RANDOM % 20000))
sed -n '/^```nginx nginx.conf$/,/^```$/p' "$home/content/guide/hosting.md" | sed '1d;$d' >"$work/guide.conf"
[ -s "$work/guide.conf" ] || fault 'the guide has no nginx.conf'
sed -i "s#listen 80;#listen 127.0.0.1:$port;#; s#root /srv/www;#root $work/www;#" "$work/guide.conf"
types=/etc/nginx/mime.types
cat >"$work/nginx.conf" <<CONF
pid $work/pid;
error_log $work/error.log;
events { worker_connections 64; }
http {
    access_log off;
    client_body_temp_path $work/tmp/body; proxy_temp_path $work/tmp/proxy; fastcgi_temp_path $work/tmp/fastcgi;
    uwsgi_temp_path $work/tmp/uwsgi; scgi_temp_path $work/tmp/scgi;
    include $types;
    include $work/guide.conf;
}
CONF
"$nginx" -p "$work" -c "$work/nginx.conf" 2>"$work/start.log" || fault "$(cat "$work/start.log")"

at="http://127.0.0.1:$port"
# ask PATH [curl options]: the head goes to $work/head, the body to $work/body
ask() {
  local path=$1
  shift
  curl --silent --show-error --noproxy '*' --max-time 10 --dump-header "$work/head" --output "$work/body" "$@" "$at$path"
}
status() { sed -n '1s/^HTTP[^ ]* \([0-9]*\).*/\1/p' "$work/head"; }
says() { grep -qi "$1" "$work/head" || fault "$2: no \`$1\` in $(cat "$work/head")"; }
silent() { ! grep -qi "$1" "$work/head" || fault "$2: \`$1\` in $(cat "$work/head")"; }
is() { [ "$(status)" = "$1" ] || fault "$2: $(status) and not $1"; }

ask /handbook/
is 200 'the first page'
says "^content-security-policy: default-src 'self'" 'the first page'
says '^x-content-type-options: nosniff' 'the first page'
says '^cache-control: no-cache' 'the first page'
says '^content-type: text/html; charset=utf-8' 'the first page'

ask /handbook
is 301 'the folder without its last sign'
says '^location: /handbook/' 'the folder without its last sign'

ask /handbook/goals/fill-q2.html
is 200 'a page'
ask /handbook/goals/fill-q2
is 200 'a page without its ending'
ask /handbook/goals
is 301 'a list without its last sign'

ask /handbook/goals/deep/down/nothing.html
is 404 'what is not there'
says '^content-security-policy' 'what is not there'
sheet=$(grep -o '/handbook/assets/site\.[0-9a-f]*\.css' "$work/body" | head -1)
[ -n "$sheet" ] || fault 'the page of what is not there names no sheet'
ask "$sheet"
is 200 'the sheet of the page of what is not there'
says '^cache-control: public, max-age=31536000, immutable' 'a sheet'
says '^content-type: text/css' 'a sheet'

ask "$sheet" --header 'Accept-Encoding: gzip'
says '^content-encoding: gzip' 'a sheet, compressed'
says '^vary: accept-encoding' 'a sheet, compressed'
ask /handbook/index.html --header 'Accept-Encoding: gzip'
says '^content-encoding: gzip' 'a page, compressed beforehand'
cmp -s "$work/body" "$work/www/handbook/index.html.gz" || fault 'the file that was compressed beforehand is not what is sent'
ask /handbook/index.html
silent '^content-encoding' 'a page for who takes nothing else'

ask /handbook/old/plan.html
is 200 'an old address'
grep -q 'url=../strategy/index.html' "$work/body" || fault 'an old address does not lead on'
ask /handbook/_redirects
is 404 'what other hosts read'
ask /handbook/calendar.ics
says '^content-type: text/calendar; charset=utf-8' 'the calendar'
ask /handbook/changes/index.xml
says '^content-type: text/xml' 'a feed'
ask /
is 403 'outside of the site'

echo 'nginx serves the site as it should'
