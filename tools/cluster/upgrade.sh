# From the charts as they were first to those of this folder, back, and forth again under load, all with the image of now. Sourced by
# tools/cluster.sh.

take_down
first=$(git -C "$root" log --format=%h --diff-filter=A -- charts/agentgateway/Chart.yaml 2>/dev/null | tail -n 1)

upgrade() {
  chart agentgateway-crds && chart agentgateway --set controller.replicaCount=2 "$@" && rolled $system deploy/agentgateway
}

if [ -n "$first" ]; then
  git -C "$root" archive "$first" charts schema/generated/crds | tar -x -C "$folder"
  charts=$folder/charts
  try "the charts of $first" upgrade
  charts=$root/charts
  set_up
  try "the chat is answered" until_answered route-1 model-1 key-1
  under_load "the controller gets another setting" upgrade --set controller.extraEnv.NOTE=changed
  under_load "back to the charts of $first" helm rollback -n $system agentgateway 1 --wait
  under_load "and to those of now" upgrade
  try "the chat is answered as before" until_answered route-1 model-1 key-1
  take_down
else
  echo "SKIPPED THE UPGRADE: the history of this folder does not have the first charts"
fi
