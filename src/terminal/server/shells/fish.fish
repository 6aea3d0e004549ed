# Read after the learner's own set-up. Adds marks that tell the server when the shell waits at its prompt. The
# marks carry a secret, so that printed text cannot pretend to be a prompt.

set -g __spanwise_secret $SPANWISE_PROMPT_SECRET
set -g __spanwise_name $SPANWISE_PROMPT_NAME
set -g __spanwise_folder $PWD
set -e SPANWISE_PROMPT_SECRET
set -e SPANWISE_PROMPT_NAME

# Ctrl-S saves in the editor beside the terminal; in a program it would stop all output until Ctrl-Q.
command stty -ixon 2>/dev/null

if set -q SPANWISE_COMMANDS
    set -gx PATH $SPANWISE_COMMANDS (string match -v -- $SPANWISE_COMMANDS $PATH)
    functions -e lab
    printf '\e[90mSpanwise: type \e[0;1mlab help\e[0;90m for what you can do here.\e[0m\n'
end

function __spanwise_done --on-event fish_prompt
    set -l ended $status
    printf '\e]133;D;%s;%s\a' $__spanwise_secret $ended
end

# Ctrl-C clears the line without a new prompt event.
function __spanwise_cancelled --on-event fish_cancel
    printf '\e]133;D;%s;130\a' $__spanwise_secret
end

function __spanwise_run --on-event fish_preexec
    printf '\e]133;C;%s\a' $__spanwise_secret
end

# Asked by the server with a key sequence no keyboard has: how much is typed on the line.
function __spanwise_line
    printf '\e]133;L;%s;%s\a' $__spanwise_secret (string length -- (commandline | string collect); or echo 0)
end

# Where the learner is, in few letters: the folder the shell began in goes by its name.
function __spanwise_here
    if test $PWD = $__spanwise_folder
        echo -n $__spanwise_name
    else if string match -q -- "$__spanwise_folder/*" $PWD
        echo -n $__spanwise_name(string sub -s (math (string length -- $__spanwise_folder) + 1) -- $PWD)
    else
        prompt_pwd
    end
end

if test -n "$__spanwise_secret"
    # A prompt of fish's own lies in its data folder, or in the program itself.
    set -l from (functions --details fish_prompt)
    if test -n "$__spanwise_name"; and string match -q -r '^(embedded:.*|n/a|stdin|'(string escape --style=regex -- "$__fish_data_dir")'/.*)$' -- "$from"
        function __spanwise_own_prompt
            set_color --bold blue
            __spanwise_here
            set_color normal
            echo -n '> '
        end
    else
        functions -c fish_prompt __spanwise_own_prompt
    end
    function fish_prompt
        __spanwise_own_prompt
        printf '\e]133;B;%s\a' $__spanwise_secret
    end
    for map in default insert visual
        bind -M $map \e\[5133~ __spanwise_line 2>/dev/null
    end
end
