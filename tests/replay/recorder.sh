#!/bin/sh
# Stands in for `aws` where a shell's own work is under test: writes its words
# down, each ended by NUL, and prints the id that the stub would have returned.
# $REPLAY_RECORD is a folder; the n-th call leaves its words in the file n.
# The call whose number is in $REPLAY_FAIL fails; the one in $REPLAY_NEW fails
# $REPLAY_TIMES times as AWS does that does not know a new id yet.
# Who asks for its account is told $REPLAY_ACCOUNT and leaves no words. Who looks
# for a role or a policy finds none, unless $REPLAY_FOUND is set; who lists runs
# is told the ids that the environment has.
set -eu
if [ "${1-}" = sts ]; then
  echo "${REPLAY_ACCOUNT-123456789012}"
  exit
fi
n=1
while [ -e "$REPLAY_RECORD/$n" ]; do n=$((n + 1)); done
if [ "${REPLAY_NEW-}" = $n ]; then
  tries=0
  while [ -e "$REPLAY_RECORD.tries$tries" ]; do tries=$((tries + 1)); done
  if [ $tries -lt "$REPLAY_TIMES" ]; then
    : >"$REPLAY_RECORD.tries$tries"
    echo 'An error occurred (DoesNotExistException) when calling the operation: not there' >&2
    exit 254
  fi
fi
case "${1-} ${2-}" in
  iam\ get-*)
    [ -n "${REPLAY_FOUND-}" ] || { echo 'An error occurred (NoSuchEntity)' >&2; exit 254; }
    echo found
    exit
    ;;
  iam\ list-policy-versions)
    echo v1 v2
    exit
    ;;
esac
printf '%s\0' "$@" >"$REPLAY_RECORD/$n"
[ "${REPLAY_FAIL-}" != $n ] || exit 255
case ${2-} in
  create-maintenance-window) printf 'mw-%017x\n' $((0xC0FFEE0000000 + n)) ;;
  register-*) printf '%08x-4b1d-4c0d-8aaa-%012x\n' $((0x5EED0000 + n)) "$n" ;;
  describe-maintenance-window-executions) echo "${WINDOW_EXECUTION_ID-None}" ;;
  describe-maintenance-window-execution-tasks) echo "${TASK_EXECUTION_ID-None}" ;;
  describe-maintenance-window-execution-task-invocations) echo "${INVOCATION_ID-None}" ;;
esac
