#!/usr/bin/env bash
# Shows a Markdown file as a comment on a pull request. There is one such comment: it is written
# anew each time.
#   comment.sh NUMBER FILE
# GH_TOKEN may write to pull requests; GITHUB_REPOSITORY is owner/name.
set -euo pipefail

number=$1
file=$2
marker='<!-- faultline: performance -->'
most=65000 # characters; GitHub takes 65536

body=$(mktemp)
trap 'rm -f "$body"' EXIT
{
  echo "$marker"
  head -c "$most" "$file"
} >"$body"

comments=repos/$GITHUB_REPOSITORY/issues/$number/comments
mine=$(gh api --paginate "$comments" \
  --jq ".[] | select(.user.type == \"Bot\" and (.body | startswith(\"$marker\"))) | .id")
mine=${mine%%$'\n'*} # the first; a pipe into head would end gh early, and this script with it
if [ -n "$mine" ]; then
  gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$mine" --field "body=@$body"
else
  gh api --silent --method POST "$comments" --field "body=@$body"
fi
