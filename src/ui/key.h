/*
 * Names of keys, as config files, help and key scripts write them.
 *
 * A key is what term_key() gives (plat/term.h).  Its name is a character
 * ("j", "?", "ж"), a control character ("^D") or a word in angle brackets:
 * <Up> <Down> <Left> <Right> <Home> <End> <PgUp> <PgDn> <Insert> <Delete>
 * <Backspace> <Tab> <S-Tab> <Enter> <Esc> <Space> <lt> <F1> to <F12>; Alt is
 * <M-x>, where x is a character, a control character or such a word
 * (<M-^D>, <M-Down>).  Names never hold a blank.
 *
 * Pure functions; any thread.
 */
#ifndef ANNALS_UI_KEY_H
#define ANNALS_UI_KEY_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * The key of that name.  The case of words in angle brackets and of control
 * characters does not matter.  Also understood: <C-d> for ^D, <PageUp>
 * <PageDown> <BackTab> <Return> <CR>, a blank for <Space>; ^H and ^? are
 * <Backspace>, as the terminal does not tell them apart.  False, with *key
 * untouched, if it names no key.
 */
bool key_parse(const char *name, uint32_t *key);

/*
 * Append the name of key.  key_parse() gives the key back for each that
 * term_key() can give; what cannot be bound (marks of a paste, end of input,
 * what is no key) adds nothing.
 */
void key_print(struct buf *out, uint32_t key);

#endif
