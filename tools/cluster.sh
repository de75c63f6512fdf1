#!/usr/bin/env bash
# Tries controller and data planes on the cluster that KUBECONFIG names, and takes all of it away again:
#
#   cluster.sh [THEME...]    all of the themes below, or some
#
# The cluster has the Gateway API and gives addresses to Services of type LoadBalancer, which can be reached from here; it knows the image
# agentgateway:0.1.0, which `./build image` makes, and python:3-alpine. Needs kubectl, helm, python3 and curl.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
here=$root/tools/cluster
. "$here/try.sh"
. "$here/system.sh"

themes=(
  install    # two charts, a Gateway, a chat
  failures   # what users see while things change, fail and come back, under load
  parameters # data planes that are deployed in another way
  pages      # the pages "Setup", "Anthropic", and those about keys, failover and prompts, with both sets of names
  docs       # the commands of other pages: from laptop to cluster, a Gateway, install
  upgrade    # from the first charts to those of now
)

kubectl version >/dev/null || { echo "cluster: no cluster answers, see KUBECONFIG" >&2; exit 1; }
kubectl config set-context --current --namespace=default >/dev/null
trap clean EXIT
for theme in "${@:-${themes[@]}}"; do
  [ -f "$here/$theme.sh" ] || { echo "cluster: $theme is none of: ${themes[*]}" >&2; exit 2; }
  echo "== $theme"
  . "$here/$theme.sh"
done
exit $failed
