os.execute("touch /tmp/kijun-hostile")
