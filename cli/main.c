#include <stdio.h>

int main(void)
{
    puts("maillage " MLG_VERSION);
    return 0;
}
