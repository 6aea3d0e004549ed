# The first file zsh reads, because ZDOTDIR names this folder. It hands over to the learner's own files and, at
# the first prompt, adds marks that tell the server when the shell waits. The marks carry a secret, so that
# printed text cannot pretend to be a prompt.

if [[ -n ${SPANWISE_ZDOTDIR-} ]]; then
  export ZDOTDIR=$SPANWISE_ZDOTDIR
else
  unset ZDOTDIR
fi
unset SPANWISE_ZDOTDIR
typeset -g __spanwise_secret=${SPANWISE_PROMPT_SECRET-}
typeset -g __spanwise_name=${SPANWISE_PROMPT_NAME-}
typeset -g __spanwise_folder=$PWD
unset SPANWISE_PROMPT_SECRET SPANWISE_PROMPT_NAME

if [[ -o interactive ]]; then
  # Ctrl-S saves in the editor beside the terminal; here it would stop all output until Ctrl-Q.
  command stty -ixon 2>/dev/null

  # Where the learner is, in few letters: the folder the shell began in goes by its name.
  __spanwise_here() {
    case $PWD in
      "$__spanwise_folder") __spanwise_place=$__spanwise_name ;;
      "$__spanwise_folder"/*) __spanwise_place=$__spanwise_name/${PWD#"$__spanwise_folder"/} ;;
      *) __spanwise_place=${(%):-%~} ;;
    esac
  }

  # First of the prompt functions: the last command has ended, whatever the others print.
  __spanwise_done() {
    local ended=$?
    printf '\e]133;D;%s;%s\a' "$__spanwise_secret" "$ended"
    return ended
  }

  # Last of them: prompts are often set anew each time, so the mark is put back where it is missing.
  __spanwise_mark() {
    local ended=$?
    __spanwise_here
    psvar[9]=$__spanwise_place
    [[ $PS1 == *"]133;B;$__spanwise_secret"* ]] || PS1+="%{"$'\e'"]133;B;$__spanwise_secret"$'\a'"%}"
    return ended
  }

  __spanwise_run() {
    printf '\e]133;C;%s\a' "$__spanwise_secret"
  }

  # Asked by the server with a key sequence no keyboard has: how much is typed on the line.
  __spanwise_line() {
    printf '\e]133;L;%s;%s\a' "$__spanwise_secret" "$(( ${#PREBUFFER} + ${#BUFFER} ))" >$TTY
  }

  # At the first prompt, because only then the learner's own files have been read.
  __spanwise_begin() {
    local ended=$? map
    precmd_functions=(__spanwise_done ${precmd_functions:#__spanwise_begin} __spanwise_mark)
    preexec_functions+=(__spanwise_run)
    zle -N __spanwise_line
    for map in emacs viins vicmd; do bindkey -M $map '\e[5133~' __spanwise_line; done
    if [[ -n ${SPANWISE_COMMANDS-} ]]; then
      [[ $PATH == "$SPANWISE_COMMANDS":* ]] || PATH=$SPANWISE_COMMANDS:$PATH
      unalias lab 2>/dev/null
      unfunction lab 2>/dev/null
      printf '\e[90mSpanwise: type \e[0;1mlab help\e[0;90m for what you can do here.\e[0m\n'
    fi
    if [[ -n $__spanwise_name && ( $PS1 == '%m%# ' || $PS1 == '%n@%m %1~ %# ' || $PS1 == '%n@%m %~ %# ' ) ]]; then
      PS1='%B%F{blue}%9v%f%b%# '
    fi
    __spanwise_done
    __spanwise_mark
    return ended
  }

  if [[ -n $__spanwise_secret ]]; then
    typeset -ga precmd_functions preexec_functions
    precmd_functions+=(__spanwise_begin)
  fi
fi

# What the learner's own file ends with is nobody's business but theirs, so it comes last.
if [[ -r ${ZDOTDIR-$HOME}/.zshenv ]]; then
  . "${ZDOTDIR-$HOME}/.zshenv"
fi
