if ((EUID == 0)); then
    echo "SKIP: root may write everywhere"
    exit
fi
inputs
mkdir locked
chmod a-w locked
maillage run tiny.yaml -o locked
