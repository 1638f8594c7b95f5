// What legends are made of: swatches, symbols, the shares of each class.
(function (app) {
  "use strict";

  app.swatch = function (step) {
    var canvas = app.el("canvas", {width: 34, height: 18, "aria-hidden": "true"}), context = canvas.getContext("2d");
    context.fillStyle = step === app.colours.length - 1 ? app.hatch(context) : app.colours[step];
    context.fillRect(0, 0, 34, 18);
    return canvas;
  };

  app.symbol = function (kind) {
    var canvas = app.el("canvas", {width: 34, height: 22, "aria-hidden": "true"});
    app.draw_symbol(canvas.getContext("2d"), kind, 17, 11);
    return canvas;
  };

  app.class_shares = function (model, cover) {
    var sums = app.colours.map(function () { return 0; });
    for (var i = 0; i < model.people.n; i++) sums[app.time_class(cover.best[i], model.limit_ds)] += model.people.milli[i];
    return sums.map(function (milli) {
      var share = Math.floor(milli * 1000 / model.total_milli) / 10;
      return (milli > 0 && share === 0 ? "< " + app.number(0.1) : app.number(share)) + " %";
    });
  };

  // A class of times with its swatch.
  app.time_step = function (limit, step) {
    var steps = app.colours.length - 1;
    var name = step < steps ? app.number(limit * step / steps) + "–" + app.number(limit * (step + 1) / steps) + " min" : app.say("beyond", {n: app.number(limit)});
    return app.el("span", {"class": "swatch"}, app.swatch(step), " " + name);
  };
})(maillage);
