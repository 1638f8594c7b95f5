// What the reader points at: a site, a commune, a cell; and the legend beside the map.
(function (app) {
  "use strict";

  app.site_label = function (name, s) {
    return name + " [" + app.state.model.sites.id[s] + "]";
  };

  // "14 min", or that nothing is in reach.
  function away(cover_ds, model, exact) {
    if (cover_ds === app.BEYOND) return app.say("cell_none", {bound: app.number(model.bound_ds / 600)});
    return exact ? app.time(cover_ds) : app.about(cover_ds);
  }

  function place_lines(state, place) {
    var model = state.model, now = state.places.reach(place, state.cover), before = state.places.reach(place, model.today);
    var bound = {bound: app.number(model.bound_ds / 600), limit: app.number(model.limit_ds / 600)};
    var lines = [app.say("commune_is", {name: place.name, residents: app.people_count(place.milli)})];
    lines.push(now.site < 0 ? app.say("commune_none", bound)
                            : app.say("commune_near", {site: model.sites.name[now.site], time: away(now.best, model)}));
    if (now.least < now.most && now.most < app.BEYOND)
      lines.push(app.say("commune_range", {from: app.number(Math.ceil(now.least / 600)), to: app.number(Math.ceil(now.most / 600))}));
    if (before.site !== now.site)
      lines.push(before.site < 0 ? app.say("commune_was_none", bound)
                                 : app.say("commune_was", {site: model.sites.name[before.site], time: away(before.best, model)}));
    if (now.left > 0) lines.push(app.say("commune_part", Object.assign({n: app.people_count(now.left, true)}, bound)));
    return lines;
  }

  app.select_place = function (place) {
    app.state.selected = {place: place};
    app.map.marked = app.state.cover.site[place.heart];
    app.map.show_cell(place.heart);
    app.map.paint();
    app.draw_selection();
  };

  app.search_place = function (text) {
    var place = app.state.places.find(text);
    if (place) app.select_place(place);
    else app.by_id("answer").textContent = text.trim() ? app.say("search_none") : "";
  };

  app.search_site = function (text) {
    var sites = app.state.model.sites, id = (/\[([^\[\]]*)\]$/.exec(text) || [])[1], wanted = app.plain(text);
    var s = id === undefined ? sites.name.findIndex(function (name) { return wanted && app.plain(name).startsWith(wanted); }) : sites.id.indexOf(id);
    if (s >= 0) app.select_site(s, true);
  };

  app.select_site = function (s, show) {
    app.state.selected = {site: s};
    app.map.marked = s;
    if (show) {
      app.map.show_site(s);
      app.by_id("map-section").scrollIntoView({block: "nearest"});
    }
    app.map.paint();
    app.draw_selection();
  };

  function site_lines(state, s) {
    var model = state.model, v = app.plan_values(model), open = state.cover.open[s], cover = state.cover;
    if (!model.knows(s)) return [];
    if (!open) {
      cover = model.cover(cover.open.slice().fill(1, s, s + 1));
      var would = model.site_figures(cover, s), newly = model.covered(cover) - model.covered(state.cover);
      return [app.say("site_would", {n: app.people_count(would.nearest), newly: app.people_count(newly), limit: v.limit})];
    }
    var f = model.site_figures(cover, s);
    return [app.say("site_reach", {n: app.people_count(f.in_reach), limit: v.limit}),
            app.say("site_near", {n: app.people_count(f.nearest), share: app.number(app.percent(f.nearest, model.total_milli))}),
            app.say("site_only", {n: app.people_count(f.only), limit: v.limit})];
  }

  function site_box(state, s) {
    var model = state.model, sites = model.sites, open = state.cover.open[s];
    var kind = app.say(s < sites.existing ? "site_existing" : sites.in_plan[s] ? "site_new" : "site_candidate");
    var title = sites.name[s] + (sites.commune[s] && sites.commune[s] !== sites.name[s] ? ", " + sites.commune[s] : "");
    return [app.el("h3", {}, title), app.el("p", {"class": "note"}, kind)]
      .concat(site_lines(state, s).map(function (line) { return app.el("p", {}, line); }))
      .concat(model.knows(s) ? [app.button(app.say(open ? "close_site" : "open_site"), function () { app.toggle(s); }, {id: "toggle", "class": "strong"})] : []);
  }

  app.draw_selection = function () {
    var state = app.state, selected = state.selected || {}, held = document.activeElement.id === "toggle";
    app.replace("selection", selected.site >= 0 ? site_box(state, selected.site) : []);
    if (held && app.by_id("toggle")) app.by_id("toggle").focus();
    app.by_id("answer").textContent = selected.place ? place_lines(state, selected.place).join(" ") : "";
  };

  app.draw_legend = function (state) {
    var model = state.model, limit = model.limit_ds / 600;
    var today = app.class_shares(model, model.today), now = app.class_shares(model, state.cover);
    var rows = app.colours.map(function (_, step) {
      return [app.time_step(limit, step), today[step], now[step]];
    });
    var n_new = state.cover.open.reduce(function (a, b) { return a + b; }, 0) - state.cover.open.slice(0, model.sites.existing).reduce(function (a, b) { return a + b; }, 0);
    app.replace("legend", [app.el("h3", {}, app.say("legend")),
      app.table(["", app.say("today"), app.say(app.is_plan() ? "plan" : "whatif")], rows, [0, 1, 1]),
      app.el("p", {"class": "symbols"}, app.el("span", {}, app.symbol("existing"), app.say("legend_existing", {n: app.number(model.sites.existing)})),
             app.el("span", {}, app.symbol("new"), app.say("legend_new", {n: app.number(n_new)})))]);
  };

  app.draw_view = function (state) {
    var choices = [["today", 1], ["compare", 0.5], [app.is_plan() ? "plan" : "whatif", 0]];
    app.replace("view", choices.map(function (choice) {
      var now = choice[1] === 0.5 ? state.divider > 0 && state.divider < 1 : state.divider === choice[1];
      return app.button(app.say(choice[0]), function () { app.set_divider(choice[1]); }, {"aria-pressed": String(now), "data-view": choice[1]});
    }));
  };

  function cell_lines(state, i) {
    var model = state.model, people = model.people, place = state.places.list[people.commune[i]], lines = [];
    function way(name, cover) {
      var site = cover.site[i];
      return site < 0 ? app.say(name) + ": " + away(app.BEYOND, model) : app.say("cell_" + name, {time: away(cover.best[i], model, true), site: model.sites.name[site]});
    }
    if (place.name) lines.push(place.name);
    lines.push(app.say("cell", {residents: app.number(people.milli[i] / 1000)}));
    if (people.off.has(i)) return lines.concat(app.say(people.off.get(i) === "road_island" ? "off_island" : "off_far"));
    return lines.concat(way("today", model.today), way("plan", state.cover));
  }

  function tip(state, point) {
    var s = app.map.site_at(point), i = s < 0 ? app.map.cell_at(point) : -1;
    if (s >= 0) return [state.model.sites.name[s]].concat(site_lines(state, s).slice(0, 1));
    return i >= 0 ? cell_lines(state, i) : [];
  }

  function show_tip(state, point) {
    var lines = tip(state, point), box = app.by_id("tip"), width = app.map.map.getSize().x;
    box.hidden = lines.length === 0;
    app.replace("tip", lines.map(function (line, k) { return app.el(k ? "div" : "strong", {}, line); }));
    box.style.left = Math.min(point.x + 14, Math.max(0, width - 250)) + "px";
    box.style.top = point.y + 14 + "px";
  }

  app.listen_map = function (state) {
    var map = app.map.map;
    map.on("mousemove", function (event) { show_tip(state, event.containerPoint); });
    map.on("mouseout movestart", function () { app.by_id("tip").hidden = true; });
    map.on("click", function (event) {
      var s = app.map.site_at(event.containerPoint), i = app.map.cell_at(event.containerPoint);
      if (s >= 0) {
        app.select_site(s, false);
      } else if (i >= 0) {
        app.state.selected = {place: state.places.list[state.model.people.commune[i]]};
        app.map.marked = state.cover.site[i];
        app.map.paint();
        app.draw_selection();
      }
      show_tip(state, event.containerPoint);
    });
  };
})(maillage);
