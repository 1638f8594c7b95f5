inputs
maillage run -q tiny.yaml >first
maillage plan show out/plan.json >again
diff first again && echo same; rm -r out first again
