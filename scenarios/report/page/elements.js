// Building elements. Text only ever goes in as text, so no name can become markup.
(function (app) {
  "use strict";
  app.by_id = function (id) {
    return document.getElementById(id);
  };

  // el("td", {class: "number"}, "12", child, …)
  app.el = function (tag, attributes) {
    var element = document.createElement(tag);
    return fill(element, attributes, Array.prototype.slice.call(arguments, 2));
  };

  app.svg = function (tag, attributes) {
    var element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    return fill(element, attributes, Array.prototype.slice.call(arguments, 2));
  };

  function fill(element, attributes, children) {
    Object.keys(attributes || {}).forEach(function (name) {
      if (name === "onclick") element.addEventListener("click", attributes[name]);
      else element.setAttribute(name, attributes[name]);
    });
    children.forEach(function (child) {
      if (child !== null && child !== undefined) element.append(child);
    });
    return element;
  }

  app.replace = function (id, children) {
    app.by_id(id).replaceChildren.apply(app.by_id(id), children);
  };

  app.button = function (text, onclick, attributes) {
    return app.el("button", Object.assign({type: "button", onclick: onclick}, attributes), text);
  };

  // head: texts; rows: arrays of texts or elements. Numbers are cells whose class the columns give.
  app.table = function (head, rows, numeric) {
    function row(cells, tag) {
      var tr = app.el("tr");
      cells.forEach(function (cell, i) {
        var heads = tag === "th" || i === 0;
        tr.append(app.el(heads ? "th" : "td", {"class": numeric[i] ? "number" : "text",
                                              scope: tag === "th" ? "col" : "row"}, cell));
      });
      return tr;
    }
    var body = app.el("tbody");
    rows.forEach(function (cells) { body.append(row(cells, "td")); });
    return app.el("table", {}, app.el("thead", {}, row(head, "th")), body);
  };

  app.download = function (name, type, text) {
    var url = URL.createObjectURL(new Blob([text], {type: type}));
    var link = app.el("a", {href: url, download: name});
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(url); }, 1000);
  };

  function quoted(value) {
    var text = String(value);
    return /[",;\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  }

  app.csv = function (rows) {
    return rows.map(function (row) { return row.map(quoted).join(","); }).join("\n") + "\n";
  };

  // Copies where the browser lets a page do that; else offers the text to be saved.
  app.copy_button = function (name, rows) {
    var button = app.button(app.say("copy"), function () {
      var text = app.csv(rows());
      function done() { button.textContent = app.say("copied"); }
      if (navigator.clipboard)
        navigator.clipboard.writeText(text).then(done, function () { app.download(name, "text/csv", text); });
      else
        app.download(name, "text/csv", text);
    });
    return button;
  };
})(maillage);
