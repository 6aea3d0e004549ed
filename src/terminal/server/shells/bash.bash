# Started as bash's rc file. Keeps the learner's own set-up and adds marks that tell the server when the
# shell waits at its prompt. The marks carry a secret, so that printed text cannot pretend to be a prompt.

# Descriptors the server was started with are not the learner's; 255 is bash's own hold on the terminal.
for __spanwise_fd in /dev/fd/*; do
  __spanwise_fd=${__spanwise_fd##*/}
  if [ "$__spanwise_fd" -gt 2 ] && [ "$__spanwise_fd" -ne 255 ]; then
    eval "exec $__spanwise_fd>&-"
  fi
done
unset __spanwise_fd

__spanwise_secret=${SPANWISE_PROMPT_SECRET-}
__spanwise_name=${SPANWISE_PROMPT_NAME-}
__spanwise_folder=$PWD
unset SPANWISE_PROMPT_SECRET SPANWISE_PROMPT_NAME

# Ctrl-S saves in the editor beside the terminal; here it would stop all output until Ctrl-Q.
stty -ixon 2>/dev/null

if [ -r ~/.bashrc ]; then
  . ~/.bashrc
fi

# The learner's own set-up may have set PATH anew, or have another lab.
if [ -n "${SPANWISE_COMMANDS-}" ]; then
  case $PATH in
    "$SPANWISE_COMMANDS":*) ;;
    *) PATH=$SPANWISE_COMMANDS:$PATH ;;
  esac
  unalias lab 2>/dev/null
  unset -f lab
  printf '\e[90mSpanwise: type \e[0;1mlab help\e[0;90m for what you can do here.\e[0m\n'
fi

# Whether a prompt is one that comes with bash or a distribution, whatever its colours and its window title.
__spanwise_stock() {
  local plain=${PS1-} before after
  while [[ $plain == *'\['*'\]'* ]]; do
    before=${plain%%'\['*}
    after=${plain#*'\['}
    plain=$before${after#*'\]'}
  done
  plain=${plain#'${debian_chroot:+($debian_chroot)}'}
  case $plain in
    '' | '\s-\v\$ ' | '\u@\h:\w\$ ' | '[\u@\h \W]\$ ' | '\u@\h:\w> ' | '\h:\W \u\$ ' | '\h:\w\$ ' | '\$ ') return 0 ;;
  esac
  return 1
}

# Where the learner is, in few letters: the folder the shell began in goes by its name.
__spanwise_here() {
  case $PWD in
    "$__spanwise_folder") __spanwise_place=$__spanwise_name ;;
    "$__spanwise_folder"/*) __spanwise_place=$__spanwise_name/${PWD#"$__spanwise_folder"/} ;;
    "$HOME") __spanwise_place='~' ;;
    "$HOME"/*) __spanwise_place="~/${PWD#"$HOME"/}" ;;
    *) __spanwise_place=$PWD ;;
  esac
}

if [ -n "$__spanwise_name" ] && __spanwise_stock; then
  PS1='\[\e[1;34m\]${__spanwise_place}\[\e[0m\]\$ '
fi

# First of the prompt commands: the last command has ended, whatever the others print.
__spanwise_done() {
  local status=$?
  printf '\e]133;D;%s;%s\a' "$__spanwise_secret" "$status"
  return "$status"
}

# Last of them: prompts are often set anew each time, so the marks are put back where they are missing.
__spanwise_mark() {
  local status=$?
  __spanwise_here
  case ${PS1-} in
    *"]133;B;$__spanwise_secret"*) ;;
    *) PS1="${PS1-}\[\e]133;B;$__spanwise_secret\a\]" ;;
  esac
  case ${PS0-} in
    *"]133;C;$__spanwise_secret"*) ;;
    *) PS0="\e]133;C;$__spanwise_secret\a${PS0-}" ;;
  esac
  return "$status"
}

# Asked by the server with a key sequence no keyboard has: how much is typed on the line.
__spanwise_line() {
  printf '\e]133;L;%s;%s\a' "$__spanwise_secret" "${#READLINE_LINE}"
}

if [ -n "$__spanwise_secret" ]; then
  # READLINE_LINE is unknown before bash 4; without an answer the server refuses to run anything.
  if [ "${BASH_VERSINFO[0]}" -ge 4 ]; then
    for __spanwise_keymap in emacs-standard vi-insert vi-command; do
      bind -m "$__spanwise_keymap" -x '"\e[5133~":__spanwise_line' 2>/dev/null
    done
    unset __spanwise_keymap
  fi
  # A pasted line is drawn inverse and drawn again at Enter; over several rows readline puts that into the wrong column.
  bind 'set enable-active-region off' 2>/dev/null
  case $(declare -p PROMPT_COMMAND 2>/dev/null) in
    "declare -a"*) PROMPT_COMMAND=(__spanwise_done "${PROMPT_COMMAND[@]}" __spanwise_mark) ;;
    *) PROMPT_COMMAND="__spanwise_done"$'\n'"${PROMPT_COMMAND-}"$'\n'"__spanwise_mark" ;;
  esac
fi
