# ANNALS_COMPILE_FLAGS(VARIABLE, FLAGS)
# Append to VARIABLE each of FLAGS that the compiler knows.  -Werror makes a
# compiler that only warns about an option it does not know say no.
AC_DEFUN([ANNALS_COMPILE_FLAGS], [
	annals_save_CFLAGS=$CFLAGS
	for annals_flag in $2; do
		AC_MSG_CHECKING([whether $CC knows $annals_flag])
		CFLAGS="$annals_save_CFLAGS -Werror $annals_flag"
		AC_COMPILE_IFELSE([AC_LANG_SOURCE([int annals_flag_probe;])],
			[AC_MSG_RESULT([yes])
			AS_VAR_APPEND([$1], [" $annals_flag"])],
			[AC_MSG_RESULT([no])])
	done
	CFLAGS=$annals_save_CFLAGS
])

# ANNALS_LINK_FLAGS(VARIABLE, FLAGS)
# The same for FLAGS that the compiler passes to the linker.
AC_DEFUN([ANNALS_LINK_FLAGS], [
	annals_save_LDFLAGS=$LDFLAGS
	for annals_flag in $2; do
		AC_MSG_CHECKING([whether $CC links with $annals_flag])
		LDFLAGS="$annals_save_LDFLAGS $annals_flag"
		AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
			[AC_MSG_RESULT([yes])
			AS_VAR_APPEND([$1], [" $annals_flag"])],
			[AC_MSG_RESULT([no])])
	done
	LDFLAGS=$annals_save_LDFLAGS
])

# ANNALS_LINKS_WITH(FLAGS, IF-YES, IF-NO)
# Whether a program can be compiled and linked with all of FLAGS at once.
AC_DEFUN([ANNALS_LINKS_WITH], [
	AC_MSG_CHECKING([whether $CC builds programs with $1])
	annals_save_CFLAGS=$CFLAGS
	CFLAGS="$CFLAGS $1"
	AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
		[annals_links=yes], [annals_links=no])
	CFLAGS=$annals_save_CFLAGS
	AC_MSG_RESULT([$annals_links])
	AS_IF([test "x$annals_links" = xyes], [$2], [$3])
])

# ANNALS_LIBRARY_FILE(VARIABLE, CFLAGS, LIBS, HEADER, FUNCTION, OTHERWISE)
# Set VARIABLE to what dlopen() finds the library by that has FUNCTION: its
# name or, where programs find it by its path, that; OTHERWISE if no program
# can be run; no if there is none.
AC_DEFUN([ANNALS_LIBRARY_FILE], [
	AC_MSG_CHECKING([for the file with $5])
	annals_save_CFLAGS=$CFLAGS
	annals_save_LIBS=$LIBS
	CFLAGS="$CFLAGS $2"
	LIBS="$3 $LIBS"
	AC_RUN_IFELSE([AC_LANG_PROGRAM([
#include <$4>
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>], [[
	FILE *f = fopen("conftest.file", "w");
	void *self = dlopen(NULL, RTLD_NOW), *p = dlsym(self, "$5");
	void *volatile used = (void *)&$5; /* or it would not be linked */
	Dl_info info;
	const char *s;

	if (f == NULL || used == NULL || p == NULL || dladdr(p, &info) == 0)
		return 1;
	s = strrchr(info.dli_fname, '/');
	if (s == NULL || strstr(s, ".so") == NULL)
		s = info.dli_fname;
	else
		s++;
	return fprintf(f, "%s\n", s) < 0 || fclose(f) != 0;]])],
		[$1=`cat conftest.file`], [$1=no], [$1=$6])
	rm -f conftest.file
	CFLAGS=$annals_save_CFLAGS
	LIBS=$annals_save_LIBS
	AC_MSG_RESULT([$$1])
])
