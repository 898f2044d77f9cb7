/* Read without the arena and without stdio, so that no copy stays behind. */
#include "engine/cli/password.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const KjPlace nowhere;

void kj_password_wipe(char password[KJ_PASSWORD_MOST])
{
    explicit_bzero(password, KJ_PASSWORD_MOST);
}

/* One line, without its end; false if it does not fit or there is none. */
static bool read_line(int fd, char password[KJ_PASSWORD_MOST])
{
    size_t len = 0;
    ssize_t got;

    errno = 0;
    while (len < KJ_PASSWORD_MOST) {
        got = read(fd, password + len, 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0 || password[len] == '\n')
            break;
        len++;
    }
    if (len == KJ_PASSWORD_MOST)
        return false;
    if (len && password[len - 1] == '\r')
        len--;
    password[len] = '\0';
    return len > 0;
}

static KjExit from_file(const char *path, char password[KJ_PASSWORD_MOST], KjDiags *diags)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool good = fd >= 0 && read_line(fd, password);
    int number = errno;

    if (fd >= 0)
        close(fd);
    if (good)
        return KJ_EXIT_OK;
    kj_diag(diags, KJ_ERROR, (KjPlace){path, 0, 0}, NULL,
            "パスワードを読めません (%s)。1行目に書いてください",
            "no password can be read (%s); it is to stand in the first line",
            number                 ? strerror(number)
            : diags->lang == KJ_JA ? "空か長すぎます"
                                   : "empty or too long");
    return KJ_EXIT_USAGE;
}

/* Echo is switched off for the moment, before the question: who answers at once is not shown. An interruption waits
 * until it is on again. */
static bool ask(int terminal, const char *question, char password[KJ_PASSWORD_MOST])
{
    struct termios before, silent;
    sigset_t interruptions, mask;
    bool good;

    if (tcgetattr(terminal, &before) != 0)
        return false;
    silent = before;
    silent.c_lflag &= ~(tcflag_t)(ECHO | ECHONL);
    silent.c_lflag |= ICANON;
    sigemptyset(&interruptions);
    sigaddset(&interruptions, SIGINT);
    sigaddset(&interruptions, SIGQUIT);
    sigaddset(&interruptions, SIGTSTP);
    sigprocmask(SIG_BLOCK, &interruptions, &mask);
    good = tcsetattr(terminal, TCSAFLUSH, &silent) == 0 &&
           write(terminal, question, strlen(question)) > 0 && read_line(terminal, password);
    tcsetattr(terminal, TCSAFLUSH, &before);
    good = write(terminal, "\n", 1) == 1 && good;
    sigprocmask(SIG_SETMASK, &mask, NULL);
    return good;
}

static KjExit refuse(KjDiags *diags, const char *ja, const char *en)
{
    kj_diag(diags, KJ_ERROR, nowhere, NULL, "%s", "%s", diags->lang == KJ_JA ? ja : en);
    return KJ_EXIT_USAGE;
}

static KjExit from_terminal(bool twice, char password[KJ_PASSWORD_MOST], KjDiags *diags)
{
    bool ja = diags->lang == KJ_JA, good, same = true;
    int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    char again[KJ_PASSWORD_MOST];

    if (terminal < 0)
        return refuse(
            diags, "パスワードを聞く端末がありません。--password-file でファイルを指定してください",
            "there is no terminal to ask for a password; name a file with "
            "--password-file");
    good = ask(terminal, ja ? "秘密鍵のパスワード: " : "password of the secret key: ", password);
    if (good && twice) {
        good = ask(terminal, ja ? "もう一度: " : "once more: ", again);
        same = good && strcmp(password, again) == 0;
        kj_password_wipe(again);
    }
    close(terminal);
    if (!good)
        return refuse(diags, "パスワードが空か、読めません", "the password is empty or unreadable");
    return same ? KJ_EXIT_OK
                : refuse(diags, "2つのパスワードが違います", "the two passwords are not the same");
}

KjExit kj_password_get(const KjApp *app, bool twice, char password[KJ_PASSWORD_MOST],
                       KjDiags *diags)
{
    if (app->options.password_file)
        return from_file(app->options.password_file, password, diags);
    return from_terminal(twice, password, diags);
}
