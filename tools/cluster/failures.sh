# What users see while things change, fail and come back, under load: the table of docs/when-the-controller-is-away.md. Sourced by
# tools/cluster.sh.

set_up
rm -f "$folder/figures"
route=route-1 model=model-1 key=key-1
controllers=app.kubernetes.io/name=agentgateway-controller

# write WHAT VALUE: of the route, the model or the key.
write() {
  case $1 in
    route)
      kubectl patch httproute anthropic --type json -p "[{\"op\": \"replace\", \"value\": \"$2\",
        \"path\": \"/spec/rules/0/filters/0/responseHeaderModifier/set/0/value\"}]"
      ;;
    model) kubectl patch agentgatewaybackend anthropic --type merge -p "{\"spec\":{\"ai\":{\"provider\":{\"anthropic\":{\"model\":\"$2\"}}}}}" ;;
    key) kubectl patch secret anthropic-secret --type merge -p "{\"stringData\":{\"Authorization\":\"$2\"}}" ;;
  esac
  declare -g "$1=$2"
}

served() {
  until_answered "$route" "$model" "$key"
}

# change WHAT VALUE: returns when all data planes serve it.
change() {
  write "$@" && changed && served
}

refused() {
  [ "$(ask "http://$address:8080/anthropic" -o /dev/null -w '%{http_code}')" = 401 ]
}

kill_controllers() {
  kubectl -n $system delete pod -l $controllers --wait=true --grace-period=0 --force
  change route "$1"
}

# No controller for 10 s; a route is changed meanwhile, and a data plane is to be replaced.
miss_controllers() {
  kubectl -n $system scale deploy/agentgateway --replicas=0
  kubectl -n $system wait --for=delete pod -l $controllers --timeout=60s
  write route "$1"
  kubectl rollout restart deploy/agentgateway
  not kubectl rollout status deploy/agentgateway --timeout=10s || return 1
  kubectl -n $system scale deploy/agentgateway --replicas=2
  changed
  served && rolled default deploy/agentgateway
}

# A pod of data planes, any of them.
data_plane() {
  kubectl get pods -l gateway.networking.k8s.io/gateway-name=agentgateway -o 'jsonpath={.items[0].metadata.name}'
}

# lose_data_plane FLAGS...: a pod is deleted, and replaced.
lose_data_plane() {
  kubectl delete pod "$(data_plane)" --wait=true "$@"
  rolled default deploy/agentgateway
}

try "the chat is answered by the first route, model and key" served
under_load "a route is changed" change route route-2
under_load "a backend's model is changed" change model model-2
under_load "a Secret is rotated: the provider's key" change key key-2
write key wrong >/dev/null
try "the provider refuses a key that it does not know" refused
write key key-2 >/dev/null
try "the right key is taken again" served
under_load "data planes are restarted, one after the other" restart default deploy/agentgateway
under_load "controllers are restarted, one after the other" restart $system deploy/agentgateway
under_load "all controllers are killed at once, and a route is changed" kill_controllers route-3
try "controllers are back" rolled $system deploy/agentgateway
under_load "no controller for 10 s: a changed route waits for one, and so does a new data plane" miss_controllers route-4
under_load "a data plane's pod is deleted" lose_data_plane
under_load "a data plane's pod is killed without grace" --may-lose 20 lose_data_plane --grace-period=0 --force

if [ -d "${KIT_RUN:-}/pids" ]; then
  . "$here/processes.sh"
else
  echo "SKIPPED PROCESSES ARE NOT KILLED OR STOPPED: no folder KIT_RUN says which of this machine's processes are the API server, etcd and the pods"
fi
echo "| what happens | requests lost | longest wait | a change is served |"
echo "| --- | --- | --- | --- |"
cat "$folder/figures"
