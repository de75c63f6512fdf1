# What users see when processes are killed, or stand still: for clusters whose control plane and pods are processes of this machine. The
# folder KIT_RUN has pids/NAME of the control plane, and pods/NAMESPACE_POD_UID/default/pid. Sourced by tools/cluster/failures.sh.

# signal SIGNAL NAMESPACE POD: to the process of a pod's first container.
signal() {
  kill -s "$1" "$(cat "$KIT_RUN/pods/$2_$3_"*/default/pid)"
}

kill_data_plane() {
  local pod
  pod=$(data_plane)
  signal KILL default "$pod"
  until [ "$(kubectl get pod "$pod" -o 'jsonpath={.status.containerStatuses[0].restartCount}')" -gt 0 ]; do :; done
  kubectl wait --for=condition=Ready "pod/$pod" --timeout=60s
}

stop_data_plane() {
  local pod
  pod=$(data_plane)
  signal STOP default "$pod"
  sleep 30
  signal CONT default "$pod"
  kubectl wait --for=condition=Ready "pod/$pod" --timeout=60s
}

# control SIGNAL NAME: to a process of the control plane.
control() {
  kill -s "$1" "$(cat "$KIT_RUN/pids/$2")"
}

start_api_server() {
  # In a shell of its own, so that it is no job of this one and stays.
  (setsid "${api_server[@]}" </dev/null >>"$KIT_RUN/logs/kube-apiserver.log" 2>&1 & echo $! >"$KIT_RUN/pids/kube-apiserver")
  until kubectl get --raw /readyz; do sleep 0.1; done
}

miss_api_server() {
  mapfile -d '' -t api_server <"/proc/$(cat "$KIT_RUN/pids/kube-apiserver")/cmdline"
  control KILL kube-apiserver
  sleep 10
  start_api_server
  change route "$1"
}

stop_api_server() {
  control STOP kube-apiserver
  sleep 10
  control CONT kube-apiserver
  change route "$1"
}

# etcd works for a tenth of the time.
slow_etcd() {
  touch "$folder/slow"
  while [ -e "$folder/slow" ]; do
    control STOP etcd
    sleep 0.45
    control CONT etcd
    sleep 0.05
  done &
  local code=0
  change route "$1" && change model model-3 || code=1
  rm "$folder/slow"
  wait $!
  return $code
}

leader() {
  kubectl -n $system get lease agentgateway-agentgateway -o 'jsonpath={.spec.holderIdentity}'
}

# Statuses are of the route as it is now.
written() {
  local generations
  generations=$(kubectl get httproute anthropic \
    -o 'jsonpath={.metadata.generation} {.status.parents[0].conditions[0].observedGeneration}')
  [ "${generations% *}" = "${generations#* }" ]
}

# The controller that leads stands still for 30 s. A route is changed meanwhile.
stop_leader() {
  local before pod began=$SECONDS watching
  before=$(leader)
  pod=${before%_*}
  signal STOP $system "$pod"
  write route "$1" && changed
  (
    until [ "$(leader)" != "$before" ]; do sleep 0.2; done
    echo -n "another leads after $((SECONDS - began)) s, "
    until written; do sleep 0.2; done
    echo "and has written statuses after $((SECONDS - began)) s"
  ) >"$folder/next" &
  watching=$!
  served
  wait $watching
  while ((SECONDS - began < 30)); do sleep 0.2; done
  signal CONT $system "$pod"
  timeout 5 kubectl -n $system logs "$pod" --since=60s -f | grep -e "this replica" >>"$folder/next"
  [ "$(leader)" != "$before" ]
}

under_load "a data plane's process is killed" --may-lose 20 kill_data_plane
under_load "a data plane stands still for 30 s" --may-lose 30 stop_data_plane
under_load "the controller that leads stands still for 30 s" stop_leader route-5
sed 's/^/        /' "$folder/next"
try "two controllers are ready" rolled $system deploy/agentgateway
under_load "the API server is killed, and back after 10 s" miss_api_server route-6
under_load "the API server stands still for 10 s" stop_api_server route-7
under_load "etcd works for a tenth of the time" slow_etcd route-8
