# The pages "From laptop to cluster", "A Gateway on Kubernetes" and "Install", each of their commands as it stands there. Sourced by
# tools/cluster.sh.
#
# What differs from a reader: HOME is a folder of its own, in which the context of the cluster is called prod.

take_down
reader=$folder/reader
mkdir -p "$reader"/{home/.kube,output}
ln -s "$root"/{charts,agentgateway} "$reader"
kubectl config view --raw --minify --flatten >"$reader/home/.kube/config"
kubectl --kubeconfig "$reader/home/.kube/config" config rename-context "$(kubectl config current-context)" prod >/dev/null

# reads PAGE [FROM [TO]]: does what a part of a page says.
reads() {
  local code=0
  : >"$folder/at"
  python3 "$here/page.py" "$root/docs/$1" "${@:2}" >"$folder/script"
  (
    cd "$reader"
    unset KUBECONFIG XDG_STATE_HOME
    HOME=$reader/home OUTPUT=$reader/output PATH=$root:$PATH bash "$folder/script" 3>"$folder/at" >"$folder/said" 2>&1
  ) || code=$?
  if [ $code = 0 ]; then
    echo "ok      $1${2:+, $2}: $(wc -l <"$folder/at") blocks"
  else
    fail "$(tail -n 1 "$folder/at")" "$(tail -n 5 "$folder/said" "$(ls -t "$reader"/output/* | head -n 1)")"
  fi
}

# Answers of the page's two requests, but for their ids and times.
same_answers() {
  python3 - "$@" <<'END'
import json, sys
laptop, cluster = (json.loads(open(name).read().splitlines()[-1]) for name in sys.argv[1:])
for answer in laptop, cluster:
    assert answer["choices"][0]["message"]["content"] == "key-1", answer
    del answer["id"], answer["created"]
assert laptop == cluster, (laptop, cluster)
END
}

# answer FROM: the output of the block with the curl below a heading of the page.
answer() {
  local line
  line=$(awk -v from="$1" '$0 == from {below = 1} below && /^```sh/ {line = NR} below && line && /^curl/ {print line; exit}' \
    "$root/docs/laptop-to-cluster.md")
  echo "$reader/output/$line"
}

provide
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=upstreams -keyout /dev/null -out "$reader/ca.crt" 2>/dev/null
before=$(everything)
cp "$here/laptop.yaml" "$reader/gateway.yaml"
reads laptop-to-cluster.md
try "the cluster answers as the laptop did" same_answers "$(answer "## 1. Try it on the laptop")" "$(answer "## 4. Run it")"
reads install.md "# Install on Kubernetes" "## Upgrade and uninstall"
reads gateway.md
kubectl delete --ignore-not-found namespace kgateway-system >/dev/null
reads install.md "## Upgrade and uninstall"
kubectl delete --ignore-not-found configmap upstreams-ca >/dev/null
nothing_is_left() {
  diff <(echo "$before") <(everything)
}
try "nothing is left" nothing_is_left
clean_up
